UPDATE account_health SET
    say = json_object('en', say ->> '$[1]', 'vi', say ->> '$[0]'),
    next_step = json_object('en', next_step ->> '$[1]', 'vi', next_step ->> '$[0]');

UPDATE feedback_intake SET trouble = json_object('en', trouble ->> '$[1]', 'vi', trouble ->> '$[0]')
WHERE trouble IS NOT NULL;

UPDATE delivery_attempts SET detail = json_object(
    'en', CASE instr(detail, char(30)) WHEN 0 THEN detail ELSE substr(detail, instr(detail, char(30)) + 1) END,
    'vi', CASE instr(detail, char(30)) WHEN 0 THEN detail ELSE substr(detail, 1, instr(detail, char(30)) - 1) END
)
