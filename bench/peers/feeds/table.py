"""table.py ROWS: the table of bench/results/feeds.md."""
import json, os, platform, sys

rows = sorted((json.loads(line) for line in open(sys.argv[1]) if line.strip()), key=lambda row: row["cpu"] / row["mb"])
ours = next(row for row in rows if row["peer"] == "broadsheet")
print(f"""# Feed readers on the same bytes

`bench/peers/feeds.sh`: {ours['mb']:.1f} MB in 300 feeds, one thread, warmed up, best of several passes by CPU time.
Load of the machine while measuring: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores ({platform.machine()}); read the ratios.
"broadsheet" finds everything a feed states and makes titles, links, dates and identities; texts are sanitised when asked for.
"all texts made" asks for the excerpt, plain text, sanitised markup and picture of every item as well.

| reader | MB per CPU second | times ours | items | characters of titles | MB allocated |
|---|---:|---:|---:|---:|---:|""")
for row in rows:
    speed = row["mb"] / row["cpu"]
    print(f"| {row['peer']} | {speed:.0f} | {(row['cpu'] / row['mb']) / (ours['cpu'] / ours['mb']):.2f} | {row['items']} | {row['titleCharacters'] or ''} | {row.get('allocatedMb', '')} |")
