"""peers.py FOLDER PASSES: feedparser, one JSON line, as FeedPeers prints it."""
import glob, json, sys, time
import feedparser

documents = [open(name, "rb").read() for name in sorted(glob.glob(sys.argv[1] + "/*.xml"))]
took = []
for _ in range(int(sys.argv[2])):
    before = time.process_time()
    items = characters = 0
    for document in documents:
        feed = feedparser.parse(document)
        items += len(feed.entries)
        characters += sum(len(entry.get("title", "")) for entry in feed.entries)
    took.append(time.process_time() - before)
took.sort()
print(json.dumps({"peer": "feedparser", "mb": sum(map(len, documents)) / 1e6, "cpu": took[0], "median": took[len(took) // 2], "max": took[-1], "items": items, "titleCharacters": characters}))
