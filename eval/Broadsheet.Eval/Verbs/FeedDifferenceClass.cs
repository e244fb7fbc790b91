using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>A kind of difference, and which reading is better.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Better">ours, theirs, either (a convention), or unjudged.</param>
/// <param name="Why">The judgement, in a sentence.</param>
internal sealed partial record FeedDifferenceClass(string Name, string Better, string Why)
{
    public static readonly FeedDifferenceClass Unjudged = new("unjudged", "unjudged", "Look at it.");

    // The first that fits. What is specific comes before what is general.
    private static readonly (FeedDifferenceClass Class, Func<FeedDifference, bool> Fits)[] Classes =
    [
        (new("not noted as broken", "ours", "A line break stands in the address of a namespace, which XML allows; expat refuses it since the break separates names for it."),
            one => one is { Field: "wellFormed", Theirs: "False" } && one.Feed.Format != FeedFormat.Json),
        (new("documents that are no XML", "ours", "Its strict parser refuses the document, and its second one knows less: no undeclared prefixes, no media, no links with a relation."),
            one => one is { TheirsIsBroken: true, Theirs: null or "" or "none" or "False" or "0" } or { TheirsIsBroken: true, Field: "tags" or "author" }),
        (new("encoding by another name", "either", "ISO-8859-1 is read as windows-1252 by both; we say so, as browsers do."),
            one => one is { Field: "encoding", Theirs: "iso-8859-1", Ours: "windows-1252" }),
        (new("UTF-8 under another name", "ours", "The bytes are valid UTF-8, whatever the document declares; what is not ASCII in them shows it."),
            one => one is { Field: "encoding", Ours: "utf-8" }),
        (new("UTF-8 read as windows-1252 and saved", "ours", "It repairs a text only when all of it fits Latin-1; we take windows-1252, which is how the accident happens."),
            one => one.Theirs is not null && one.Ours is not null && IsMojibakeOf(one.Theirs, one.Ours)),
        (new("the only date", "ours", "RSS 1.0 and others date items with dc:date alone. It calls that the change; an item changed then was published by then."),
            one => one is { Field: "only date", Theirs: null }),
        (new("dates it cannot read", "ours", "Names of other languages, dots, zones in words: see `Dates`."),
            one => one is { Field: "published" or "updated" or "feed date", Theirs: null } && one.Feed.Format != FeedFormat.Json),
        (new("dates it reads wrongly", "ours", "An afternoon or a zone is lost, or day and month change places."),
            one => one is { Field: "published" or "only date" or "updated" or "feed date", Theirs: not null, Ours: not null }),
        (new("JSON Feed", "ours", "It reads a part of JSON Feed: no own address, language or summary, no attachments, no authors in a list, and 1.0 only under one address."),
            one => one.Feed.Format == FeedFormat.Json),
        (new("ids resolved", "ours", "An id is a name. `t3_42tizy` is no address, and resolved it changes with the base."),
            one => one is { Field: "id", Theirs: not null, Ours: not null } && one.Theirs.EndsWith(one.Ours, StringComparison.Ordinal)),
        (new("references left in a text", "ours", "`&#8217;` is there for nobody to see."),
            one => one is { Field: "title" or "author" or "tags" or "feed subtitle", Theirs: not null, Ours: not null } && one.Theirs.Contains('&', StringComparison.Ordinal)
                && Shown(one.Theirs) == Shown(one.Ours) && !one.Ours.Contains("&#", StringComparison.Ordinal) && one.Theirs.Length > one.Ours.Length),
        (new("markup of a title", "ours", "A title that holds an element of HTML is HTML, though RSS does not say so; both show the same."),
            one => one.Field == "title type" || (one is { Field: "title" or "feed subtitle", Theirs: not null, Ours: not null } && Shown(one.Theirs) == Shown(one.Ours))),
        (new("a second description", "either", "itunes:summary or media:description beside the item's own. It makes contents of them; we keep them in their own facts, since a caption is not what happened."),
            one => one is { Field: "content", Theirs: "some", Ours: "none" }),
        (new("content for want of a summary", "either", "It copies a content to the summary in most formats, but not in all."),
            one => one is { Field: "summary", Theirs: "none", Ours: "some" }),
        (new("nothing but a counter", "ours", "The summary is a picture of one pixel, or an advertiser's; the sanitiser takes it out."),
            one => one is { Field: "summary", Theirs: "some", Ours: "none" }),
        (new("several descriptions of a feed", "ours", "The feed's own description wins over iTunes', wherever they stand; it takes the last, or keeps attributes that we drop."),
            one => one is { Field: "feed subtitle", Ours: not null }),
        (new("the picture of RSS 1.0", "ours", "It stands beside the channel, which only refers to it."),
            one => one is { Field: "feed image", Theirs: null, Feed.Format: FeedFormat.Rdf }),
        (new("several pictures of a feed", "either", "`image` and itunes:image. It takes the last; we take the feed's own."),
            one => one is { Field: "feed image", Theirs: not null, Ours: not null }),
        (new("an id for a link", "ours", "The feed names no page. Its id is no address, or the address of the feed."),
            one => one is { Field: "feed link", Ours: null }),
        (new("what only we find", "ours", "A version whose namespace is unusual, a language in Dublin Core, an own address in a link without a relation."),
            one => one is { Field: "version" or "feed language" or "feed self", Theirs: null }),
        (new("an empty link", "ours", "Resolved, it is the address of the feed. The id names the page."),
            one => one is { Field: "link", Theirs: not null, Ours: not null } && one.Ours == one.Feed.Items.FirstOrDefault(item => item.Link == one.Ours)?.Id),
        (new("relative addresses", "ours", "Without being told where a document comes from, its own address is the base."),
            one => one is { Field: "link" or "enclosures" or "media" or "id", Theirs: not null, Ours: not null } && !one.Theirs.StartsWith("http", StringComparison.Ordinal) && one.Ours.StartsWith("http", StringComparison.Ordinal)),
    ];

    private static bool IsMojibakeOf(string theirs, string ours) =>
        theirs.Length > ours.Length && theirs.AsSpan().IndexOfAnyInRange('\u00C2', '\u00F4') >= 0 && Shown(ours).Length < Shown(theirs).Length && Shown(Repaired(theirs)) == Shown(ours);

    // As somebody would who knows how it happened: every character back to its byte, and the bytes read as what they were.
    private static string Repaired(string text)
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
            bytes[i] = text[i] < 0x100 ? (byte)text[i] : windows.GetBytes(text, i, 1)[0];
        return Encoding.UTF8.GetString(bytes);
    }

    private static string Shown(string text) => string.Join(' ', WebUtility.HtmlDecode(WebUtility.HtmlDecode(Tag().Replace(text, ""))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    public static FeedDifferenceClass Of(FeedDifference difference)
    {
        foreach (var (candidate, fits) in Classes)
        {
            if (fits(difference))
                return candidate;
        }

        return Unjudged;
    }
}
