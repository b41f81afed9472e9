"""What is decided for the post as a whole: pages, time, cards, confirmations."""
