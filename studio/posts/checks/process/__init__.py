"""Rules on who may let what out, where and when."""
