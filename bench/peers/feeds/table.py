"""table.py ROWS LOAD-BEFORE: the table of bench/results/feeds.md."""
import json, os, platform, sys

rows = sorted((json.loads(line) for line in open(sys.argv[1]) if line.strip()), key=lambda row: row["cpu"] / row["mb"])
ours = next(row for row in rows if row["peer"] == "broadsheet")
print(f"""# Feed readers on the same bytes

`bench/peers/feeds.sh`, one run: {ours['mb']:.1f} MB in 300 feeds, one thread, warmed up, by CPU time. Load of the machine {sys.argv[2]} before and
{os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores ({platform.machine()}); rates are of the best pass, then of the median and the slowest: read the ratios. The .NET readers take turns in one process.
"broadsheet" finds everything a feed states and makes titles, links, dates and identities; bodies stay as bytes until they are asked for.
"bodies sanitised" asks for the sanitised markup of every item as well, in UTF-8, and for its picture, authors and tags: everything is parsed.
"all texts made" makes strings of the excerpt, the plain text and the sanitised markup besides.
Text kept is what the result holds in strings and bytes. sfeed is a process a feed, so its start is in it. The bare walk keeps nothing.
System.ServiceModel.Syndication does not read RDF, a quarter of the bytes, and its dates are not asked for.

| reader | MB per CPU second | median | slowest | times ours | items | characters of titles | MB allocated | MB of text kept | allocated / kept |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|""")
for row in rows:
    best, median, slowest = (row["mb"] / row[name] for name in ("cpu", "median", "max"))
    allocated, kept = row.get("allocatedMb", ""), row.get("keptMb") or ""
    ratio = f"{allocated / kept:.2f}" if allocated and kept else ""
    print(f"| {row['peer']} | {best:.0f} | {median:.0f} | {slowest:.0f} | {(row['cpu'] / row['mb']) / (ours['cpu'] / ours['mb']):.2f} | {row['items']} | {row['titleCharacters'] or ''} | {allocated} | {kept} | {ratio} |")
