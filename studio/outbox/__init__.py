"""Delivery exactly once."""
