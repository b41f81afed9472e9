"""Rules on pictures and cards, and on what fits a platform."""
