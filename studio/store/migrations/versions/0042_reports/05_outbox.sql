CREATE INDEX ix_deliveries_last_sent_at ON deliveries (last_sent_at) WHERE last_sent_at IS NOT NULL;

CREATE INDEX ix_delivery_receipts_at ON delivery_receipts (at)
