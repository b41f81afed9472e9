"""Rules on what a reader relies on: numbers to call, times, addresses, sources."""
