"""The department's hub: what stations exchange beside the USB stick, and who may send.

Local-first: the profile of a station is the truth, and a hub that is away for a week changes nothing but the delay. The
hub is a post office. It keeps signed items in boxes in one order without holes, and is trusted for nothing but being
there: whoever receives an item checks signature, sender and rights. `sql/` is the whole of it, on PostgreSQL;
`server` sets it up and looks after it, `client` is what a station asks of it, `items` what travels, `versions` and
`leases` the rules of who may send.
"""
