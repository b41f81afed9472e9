"""Readers of .docx, .pdf, .html, .txt and .jsonl: a file in, its documents out, or one clear sentence."""
