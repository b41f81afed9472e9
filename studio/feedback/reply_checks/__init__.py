"""The checks of an answer: a file a subject, a decorated function a rule, as for posts (`studio.posts.checks`).

How to add a rule
-----------------
1. Write a function under ``@rule(code, severity, title)`` into the file of its subject; it yields a `Finding` for each
   thing that is wrong, whose field is the slot or empty.
2. Words to look for are data: ``words/*.yaml``.
3. Put true and false cases into ``tests/feedback/test_checks.py``, which insists on both.

The codes, titles and severities that the training outlines know are theirs.
"""
