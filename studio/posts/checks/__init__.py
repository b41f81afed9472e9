"""The checks of a post: a file a subject, a decorated function a rule.

How to add a rule
-----------------
1. Write a function under ``@rule(code, severity, title)`` into the file of its subject. It yields a `Finding` for each
   thing that is wrong, and nothing when all is well or when what it needs (painted cards, an approval) is not there
   yet; such a rule speaks at a later door and says there that it could not look, if nobody will ever have looked.
   A rule that only knows a list of words is one `word_list`.
2. Search ``view.public``, the typed texts joined into one: a hit knows its field. The template's own sentences are not
   in it, because they were approved with the template. Search ``view.content`` only for what no field shows.
3. Say what is wrong, where, and what to do, in both languages; mask personal data with `checks.mask`.
4. Words to look for are data: ``checks/words/*.yaml`` (see `Lexicon`), never a list inside a rule.
5. Give it a `Reach` unless it is for every post: SOFT (a blocker only where the template asks), or ASKED. Codes, titles
   and severities that the training outlines know are theirs.
6. Put true and false cases, in Vietnamese as officers write it, into ``tests/``; the registry's own tests insist on
   both.

Checks of replies, moderation, registers and reports belong to those rooms, not here.
"""
