"""The calendar: what is planned, sent and due on which day, and moving it."""
