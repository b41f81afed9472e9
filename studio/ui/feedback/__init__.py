"""The feedback desk: its queue, the conversation, the reply, and the figures."""
