"""Readers of .docx, .txt and .jsonl: a file in, documents with their articles out, or one clear sentence."""
