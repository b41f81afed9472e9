"""What is planned, sent and due on which day, and what of it may be moved. All days are Vietnam's."""
