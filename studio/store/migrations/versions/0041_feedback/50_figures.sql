CREATE TABLE feedback_daily (
	account TEXT NOT NULL, 
	day TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	category TEXT NOT NULL, 
	received INTEGER NOT NULL, 
	answered INTEGER NOT NULL, 
	in_time INTEGER NOT NULL, 
	handed_over INTEGER NOT NULL, 
	hidden INTEGER NOT NULL, 
	minutes TEXT NOT NULL, 
	CONSTRAINT pk_feedback_daily PRIMARY KEY (account, day, topic, category)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE feedback_days_stale (
	account TEXT NOT NULL, 
	day TEXT NOT NULL, 
	CONSTRAINT pk_feedback_days_stale PRIMARY KEY (account, day)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER feedback_items_counted AFTER INSERT ON feedback_items BEGIN INSERT OR IGNORE INTO feedback_days_stale (account, day) VALUES (NEW.account, date(NEW.received_at, '+7 hours')); END;

CREATE TRIGGER feedback_items_recounted AFTER UPDATE OF account, received_at, category, topic, first_reply_at, in_time, outcome ON feedback_items WHEN OLD.account IS NOT NEW.account OR OLD.received_at IS NOT NEW.received_at OR OLD.category IS NOT NEW.category OR OLD.topic IS NOT NEW.topic OR OLD.first_reply_at IS NOT NEW.first_reply_at OR OLD.in_time IS NOT NEW.in_time OR OLD.outcome IS NOT NEW.outcome BEGIN INSERT OR IGNORE INTO feedback_days_stale (account, day) VALUES (OLD.account, date(OLD.received_at, '+7 hours')); INSERT OR IGNORE INTO feedback_days_stale (account, day) VALUES (NEW.account, date(NEW.received_at, '+7 hours')); END
