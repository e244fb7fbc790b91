using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Broadsheet.Bench.Peers;
using Broadsheet.Feeds;

// FeedPeers generate FOLDER | FeedPeers FOLDER PASSES [READER...]: a JSON line for each reader with what a pass over all documents of the folder cost.
// The readers take turns, so that what else the machine does falls on all of them alike.
if (args is ["generate", var target])
{
    Workload.Write(target);
    return;
}

var passes = int.Parse(args[1], CultureInfo.InvariantCulture);
var documents = Directory.GetFiles(args[0], "*.xml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
var reader = new FeedReader();
var context = new FeedContext("https://feeds.example/rss.xml");
var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true };
Peer[] peers =
[
    new("broadsheet", ReadOurs),
    new("broadsheet, bodies sanitised", ReadOursSanitised),
    new("broadsheet, all texts made", ReadOursWhole),
    new("XmlReader, bare walk", Walk),
    new("System.ServiceModel.Syndication", ReadSyndication),
    new("CodeHollow.FeedReader", ReadCodeHollow),
];
if (args.Length > 2)
    peers = [.. peers.Where(peer => args.AsSpan(2).Contains(peer.Name))];

// Until all of it is compiled as well as it will be.
const int WarmUps = 8;
for (var pass = 0; pass < WarmUps + passes; pass++)
{
    foreach (var peer in peers)
        peer.Pass(documents, isWarmUp: pass < WarmUps);
}

var bytes = documents.Sum(document => (long)document.Length);
foreach (var peer in peers)
    Console.WriteLine(peer.Row(bytes, documents.Sum(document => TextKept.By(peer.Read(document).Result))));

(int, long, object?) ReadOurs(byte[] document)
{
    var feed = reader.Read(document, context);
    return (feed.Items.Count, feed.Items.Sum(item => (long)(item.Title?.Length ?? 0)), feed);
}

(int, long, object?) ReadOursSanitised(byte[] document)
{
    var feed = reader.Read(document, context);
    var length = 0L;
    foreach (var item in feed.Items)
    {
        _ = item.ContentMarkupUtf8;
        _ = item.Image;
        _ = item.Authors;
        _ = item.Tags;
        length += item.Title?.Length ?? 0;
    }

    return (feed.Items.Count, length, feed);
}

(int, long, object?) ReadOursWhole(byte[] document)
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

    return (feed.Items.Count, length, feed);
}

(int, long, object?) Walk(byte[] document)
{
    using var xml = XmlReader.Create(new MemoryStream(document), settings);
    var count = 0;
    while (xml.Read())
    {
        if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "item" or "entry")
            count++;
    }

    return (count, 0, null);
}

(int, long, object?) ReadSyndication(byte[] document)
{
    using var xml = XmlReader.Create(new MemoryStream(document), settings);
    // It knows RSS 2.0 and Atom 1.0; the RDF quarter of the workload costs it a look at the root.
    if (document.AsSpan(0, 200).IndexOf("<rdf:RDF"u8) >= 0)
        return (0, 0, null);
    var feed = SyndicationFeed.Load(xml);
    var (count, length) = (0, 0L);
    foreach (var item in feed.Items)
    {
        count++;
        length += item.Title?.Text?.Length ?? 0;
        // Its dates are not asked for: it throws on those it does not know.
        _ = item.Summary?.Text;
    }

    return (count, length, feed);
}

(int, long, object?) ReadCodeHollow(byte[] document)
{
    var feed = CodeHollow.FeedReader.FeedReader.ReadFromByteArray(document);
    var (count, length) = (0, 0L);
    foreach (var item in feed.Items)
    {
        count++;
        length += item.Title?.Length ?? 0;
        _ = item.PublishingDate;
    }

    return (count, length, feed);
}
