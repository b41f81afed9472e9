"""What may be counted of a unit's pages, how it is kept, and the report that is made of it each month.

Everything is a sum of a post, a page or a day, as the page's own administrators are told; nothing is kept of a person.
A number that nobody was told stays a gap: it is never 0 and never guessed.
"""
