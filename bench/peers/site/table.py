"""table.py WORK RECORDS: the table of site.sh from what it measured."""
import json
import os
import statistics
import sys

work, records = sys.argv[1], int(sys.argv[2])


def measured(count):
    path = f"{work}/ours-{count}.jsonl"
    rows = [json.loads(line) for line in open(path)] if os.path.exists(path) else []
    found = {}
    for row in rows:
        found.setdefault(row["what"], []).append(row)
    return found


print("# Sites built from the same records\n")
print("Made by `bench/peers/site.sh`. Processor time, user and system, in seconds. The rebuild is after one new record: a new process for the")
print("generators, which know no other way without a watcher; for Broadsheet see below.\n")
print("| | files | MB | full build | rebuild |\n|---|---:|---:|---:|---:|")
ours = measured(records)
if os.path.exists(f"{work}/pages.json"):
    row = json.load(open(f"{work}/pages.json"))
    print(f"| **Broadsheet**, the same pages | {row['files']} | | {row['cpuMs'] / 1000:.2f} | |")
if "full" in ours:
    full, one = ours["full"][0], ours["new process, one new story"][0]
    print(f"| Broadsheet, everything | {full['files']} | {full.get('mb', '')} | {full['cpuMs'] / 1000:.2f} | {one['cpuMs'] / 1000:.2f} |")
for line in open(f"{work}/rows"):
    print(line.strip())
print("\n*The same pages* are a page for each story, lists of twenty by day and by topic, one feed, the JSON of the main list and a sitemap, written by")
print("Broadsheet with its own theme. *Everything* is what it prints by itself: records, an API of all items with reasons, pages of 200 publishers and of every day,")
print("feeds of every topic and publisher, search, sitemaps.\n")
print("## One new article\n")
print("Milliseconds of processor time, the median; files written. The editions are made from a store and printed, both as `serve` does it: *printing*, and")
print("before it *the edition*. Asking feeds and placing articles are not in it.\n")
print("| | 14,000 articles: the edition | printing | files | 100,000: the edition | printing | files | growth of printing | of both |")
print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
large = measured(100000)
for what in ours:
    if what == "warming up":
        continue

    def of(found):
        rows = found.get(what)
        return (statistics.median(row["editionMs"] for row in rows), statistics.median(row["cpuMs"] for row in rows), max(row["written"] for row in rows)) if rows else None

    small_of, large_of = of(ours), of(large)
    cells = [f"{small_of[0]:.0f}", f"{small_of[1]:.0f}", small_of[2]]
    if large_of:
        cells += [f"{large_of[0]:.0f}", f"{large_of[1]:.0f}", large_of[2], f"{large_of[1] / small_of[1]:.2f}", f"{sum(large_of[:2]) / sum(small_of[:2]):.2f}"]
    else:
        cells += [""] * 5
    print("| " + " | ".join(str(cell) for cell in [what, *cells]) + " |")
