"""The register of what went wrong: a list, and one slip with its steps, evidence and timeline."""
