"""Who holds which rights on which page, with which safeguards, and how rights are given and taken away."""
