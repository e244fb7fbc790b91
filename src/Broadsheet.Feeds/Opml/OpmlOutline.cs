using System.Globalization;
using System.Text;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Texts;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Opml;

/// <summary>The place of one outline, or of the body, in the text of a document.</summary>
internal sealed class OpmlOutline
{
    private int nameStart, nameEnd;

    public required bool IsBody { get; init; }

    public bool IsFeed { get; private set; }

    public required int Parent { get; init; }

    /// <summary>The whole element, its end tag included.</summary>
    public required int Start { get; init; }

    public required int End { get; init; }

    public required int ContentStart { get; init; }

    public required int ContentEnd { get; init; }

    /// <summary>Where another attribute can be put.</summary>
    public required int AttributesEnd { get; init; }

    public required bool IsEmptyTag { get; init; }

    /// <summary>Whether it ends where it says; only then can something be put before its end.</summary>
    public required bool IsClosed { get; init; }

    public required List<OpmlAttribute> Attributes { get; init; }

    /// <summary>The prefix that stands for our namespace here; null when none is declared.</summary>
    public required string? Prefix { get; init; }

    /// <summary>Whether our usual prefix is nobody else's here.</summary>
    public required bool IsPrefixFree { get; init; }

    /// <summary>The body and every outline, in order.</summary>
    public static List<OpmlOutline> Find(string text)
    {
        using var document = DocumentText.Of(text, "utf-8");
        using var index = XmlIndex.Of(document, new FeedReaderOptions(), new FeedProblems(1));
        var characters = new OpmlPlaces(index.Text);
        var found = new List<OpmlOutline>();
        var places = new Dictionary<int, int>();
        for (var i = 1; i < index.Count; i++)
        {
            ref readonly var element = ref index[i];
            var name = index.Text[element.NameStart..element.NameEnd];
            var isBody = Ascii.EqualsIgnoreCase(name, "body"u8);
            if (!isBody && !Ascii.EqualsIgnoreCase(name, "outline"u8))
                continue;
            places[i] = found.Count;
            var outline = Make(index, characters, i, isBody, places.GetValueOrDefault(element.Parent, -1));
            outline.IsFeed = !isBody && !string.IsNullOrWhiteSpace(outline.Value(text, "xmlUrl"));
            found.Add(outline);
        }

        return found;
    }

    public static string? TitleOf(string text)
    {
        using var document = DocumentText.Of(text, "utf-8");
        using var index = XmlIndex.Of(document, new FeedReaderOptions(), new FeedProblems(1));
        for (var i = 1; i < index.Count; i++)
        {
            if (index[i].Term == XmlTerm.Title)
                return XmlText.Decode(index.Content(i));
        }

        return null;
    }

    public string? Value(string text, string localName) => Value(text, isOurs: false, localName);

    public string ElementName(string text) => text[nameStart..nameEnd];

    public string? Name(string text) => Value(text, "title") ?? Value(text, "text");

    public OpmlFeed ToFeed(string text, List<OpmlOutline> all) => new()
    {
        XmlUrl = Value(text, "xmlUrl")!,
        Title = Name(text),
        HtmlUrl = Value(text, "htmlUrl"),
        Category = Value(text, isOurs: true, "category") ?? Value(text, "category"),
        Folders = FoldersOf(text, all),
        Kind = Value(text, isOurs: true, "kind"),
        Weight = double.TryParse(Value(text, isOurs: true, "weight"), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : null,
        UserAgent = Value(text, isOurs: true, "userAgent"),
        Provider = Value(text, isOurs: true, "provider"),
        Paused = Value(text, isOurs: true, "paused") is "true" or "1" or "yes",
    };

    private static OpmlOutline Make(XmlIndex index, OpmlPlaces characters, int i, bool isBody, int parent)
    {
        ref readonly var element = ref index[i];
        var isEmptyTag = index.Text[element.ContentStart - 2] == '/' && element.ContentStart == element.ContentEnd;
        var close = isEmptyTag || element.ContentEnd >= index.Text.Length ? -1 : index.Text[element.ContentEnd..].IndexOf((byte)'>');
        var attributesEnd = Utf8Text.TrimEnd(index.Text[..(element.ContentStart - (isEmptyTag ? 2 : 1))]).Length;
        var outline = new OpmlOutline
        {
            IsBody = isBody,
            Parent = parent,
            Start = characters[element.Open],
            ContentStart = characters[element.ContentStart],
            ContentEnd = characters[element.ContentEnd],
            End = characters[close < 0 ? element.ContentEnd : element.ContentEnd + close + 1],
            AttributesEnd = characters[attributesEnd],
            IsEmptyTag = isEmptyTag,
            IsClosed = isEmptyTag || IsEndTagOf(index, i),
            Prefix = PrefixIn(index, i),
            IsPrefixFree = NamespaceOf(index, i, OpmlDocument.Prefix) is null,
            Attributes = AttributesOf(index, characters, i),
        };
        (outline.nameStart, outline.nameEnd) = (characters[element.NameStart], characters[element.NameEnd]);
        return outline;
    }

    private static bool IsEndTagOf(XmlIndex index, int i)
    {
        var rest = index.Text[index[i].ContentEnd..];
        var name = index.Text[index[i].NameStart..index[i].NameEnd];
        return rest.StartsWith("</"u8) && rest.Length >= name.Length + 2 && Utf8Text.EqualsIgnoreCase(rest.Slice(2, name.Length), name);
    }

    private static List<OpmlAttribute> AttributesOf(XmlIndex index, OpmlPlaces characters, int element)
    {
        var places = new List<OpmlAttribute>();
        foreach (var attribute in index.Attributes(element))
        {
            var name = NameOf(index, attribute);
            var isOurs = name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && IsOurs(index, element, name[..colon]);
            places.Add(new OpmlAttribute(
                characters[attribute.NameStart], characters[attribute.NameEnd], characters[attribute.ValueStart], characters[attribute.ValueEnd], isOurs));
        }

        return places;
    }

    private static string NameOf(XmlIndex index, XmlAttribute attribute) => Encoding.UTF8.GetString(index.Text[attribute.NameStart..attribute.NameEnd]);

    // The nearest declaration of a prefix counts. Undeclared, "broadsheet" is taken for what it says: people copy an outline without its root.
    private static bool IsOurs(XmlIndex index, int element, string prefix) =>
        NamespaceOf(index, element, prefix) is { } address ? address == OpmlDocument.Namespace : prefix == OpmlDocument.Prefix;

    private static string? NamespaceOf(XmlIndex index, int element, string prefix)
    {
        for (var i = element; i != 0; i = index[i].Parent)
        {
            foreach (var attribute in index.Attributes(i))
            {
                if (NameOf(index, attribute) == "xmlns:" + prefix)
                    return XmlText.Value(index.Text[attribute.ValueStart..attribute.ValueEnd]);
            }
        }

        return null;
    }

    // The prefix in force for our namespace, or null when none is declared.
    private static string? PrefixIn(XmlIndex index, int element)
    {
        for (var i = element; i != 0; i = index[i].Parent)
        {
            foreach (var attribute in index.Attributes(i))
            {
                var name = NameOf(index, attribute);
                if (name.StartsWith("xmlns:", StringComparison.Ordinal) && name.Length > 6 && IsOurs(index, element, name[6..]))
                    return name[6..];
            }
        }

        return null;
    }

    private string? Value(string text, bool isOurs, string localName) =>
        Attributes.Find(attribute => attribute.Is(text, isOurs, localName)) is { } found
            ? HtmlEntities.Decode(text.AsSpan(found.ValueStart, found.ValueEnd - found.ValueStart))
            : null;

    private List<string> FoldersOf(string text, List<OpmlOutline> all)
    {
        var folders = new List<string>();
        for (var at = Parent; at >= 0 && !all[at].IsBody; at = all[at].Parent)
            folders.Insert(0, all[at].Name(text) ?? "");
        return folders;
    }
}

/// <summary>The place of an attribute in the text of a document.</summary>
internal sealed record OpmlAttribute(int NameStart, int NameEnd, int ValueStart, int ValueEnd, bool IsOurs)
{
    /// <summary>Whether it is the attribute of that name: ours by its namespace, whatever the prefix; OPML's without any.</summary>
    public bool Is(string text, bool isOurs, string localName)
    {
        var name = text.AsSpan(NameStart, NameEnd - NameStart);
        if (isOurs != IsOurs)
            return false;
        return (isOurs ? name[(name.IndexOf(':') + 1)..] : name).Equals(localName, StringComparison.OrdinalIgnoreCase);
    }
}
