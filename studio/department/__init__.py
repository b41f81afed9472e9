"""What a department sees of its units: stations, what waits, notices to many, heads of logs, reports."""
