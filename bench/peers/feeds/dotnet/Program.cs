using System.Diagnostics;
using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Broadsheet.Bench.Peers;
using Broadsheet.Feeds;

// FeedPeers generate FOLDER | FeedPeers PEER FOLDER PASSES: one JSON line with what one pass over all documents of the folder cost.
if (args is ["generate", var target])
{
    Workload.Write(target);
    return;
}

var (peer, passes) = (args[0], int.Parse(args[2], CultureInfo.InvariantCulture));
var documents = Directory.GetFiles(args[1], "*.xml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
var reader = new FeedReader();
var context = new FeedContext("https://feeds.example/rss.xml");
var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true };
Func<byte[], (int Items, long Characters)> read = peer switch
{
    "broadsheet" => ReadOurs,
    "broadsheet, all texts made" => ReadOursWhole,
    "XmlReader, bare walk" => Walk,
    "System.ServiceModel.Syndication" => ReadSyndication,
    "CodeHollow.FeedReader" => ReadCodeHollow,
    _ => throw new ArgumentException($"unknown peer {peer}"),
};

for (var warmUp = 0; warmUp < 3; warmUp++)
    Pass();
GC.Collect();
var best = TimeSpan.MaxValue;
var (items, characters) = (0, 0L);
var allocated = GC.GetAllocatedBytesForCurrentThread();
for (var pass = 0; pass < passes; pass++)
{
    var before = Process.GetCurrentProcess().TotalProcessorTime;
    (items, characters) = Pass();
    var took = Process.GetCurrentProcess().TotalProcessorTime - before;
    best = took < best ? took : best;
}

allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / passes;
var bytes = documents.Sum(document => (long)document.Length);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $$"""{"peer":"{{peer}}","mb":{{bytes / 1e6:F1}},"cpu":{{best.TotalSeconds:F4}},"items":{{items}},"titleCharacters":{{characters}},"allocatedMb":{{allocated / 1e6:F1}}}"""));

(int, long) Pass()
{
    var (count, sum) = (0, 0L);
    foreach (var document in documents)
    {
        var (found, length) = read(document);
        count += found;
        sum += length;
    }

    return (count, sum);
}

(int, long) ReadOurs(byte[] document)
{
    var feed = reader.Read(document, context);
    return (feed.Items.Count, feed.Items.Sum(item => (long)(item.Title?.Length ?? 0)));
}

(int, long) ReadOursWhole(byte[] document)
{
    var feed = reader.Read(document, context);
    var length = 0L;
    foreach (var item in feed.Items)
    {
        _ = item.Excerpt;
        _ = item.Text;
        _ = item.ContentMarkup;
        _ = item.Image;
        length += item.Title?.Length ?? 0;
    }

    return (feed.Items.Count, length);
}

(int, long) Walk(byte[] document)
{
    using var xml = XmlReader.Create(new MemoryStream(document), settings);
    var count = 0;
    while (xml.Read())
    {
        if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "item" or "entry")
            count++;
    }

    return (count, 0);
}

(int, long) ReadSyndication(byte[] document)
{
    using var xml = XmlReader.Create(new MemoryStream(document), settings);
    // It knows RSS 2.0 and Atom 1.0; the RDF quarter of the workload costs it a look at the root.
    if (document.AsSpan(0, 200).IndexOf("<rdf:RDF"u8) >= 0)
        return (0, 0);
    var feed = SyndicationFeed.Load(xml);
    var (count, length) = (0, 0L);
    foreach (var item in feed.Items)
    {
        count++;
        length += item.Title?.Text?.Length ?? 0;
        // Its dates are not asked for: it throws on those it does not know.
        _ = item.Summary?.Text;
    }

    return (count, length);
}

(int, long) ReadCodeHollow(byte[] document)
{
    var feed = CodeHollow.FeedReader.FeedReader.ReadFromByteArray(document);
    var (count, length) = (0, 0L);
    foreach (var item in feed.Items)
    {
        count++;
        length += item.Title?.Length ?? 0;
        _ = item.PublishingDate;
    }

    return (count, length);
}
