"""A unit's own templates: made from scratch or of an approved one, saved as versions, signed by the head."""
