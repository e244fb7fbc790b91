using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Broadsheet.Feeds.Xml;

/// <summary>The local names the reader knows, of all vocabularies together, whatever their case.</summary>
internal enum XmlTerm
{
    Unknown,
    Abstract, Author, Block, Body, Box, Category, Channel, Chapter, Chapters, Cloud, Comment, CommentRss, Comments, Content, Contributor,
    Coordinates, Copyright, Created, Creator, Credit, Date, DateWritten, Day, Description, Docs, Duration, Email, Enclosure, Encoded, Entry,
    ExpirationDate, Expires, Explicit, Feed, FirstPostDate, FullItem, Generator, GeneratorAgent, Group, Guid, Height, Hour, Html, Icon, Id,
    Identifier, Image, Info, InReplyTo, Issued, Item, Keywords, Language, LastBuildDate, LastMod, License, Line, LineString, Link, Loc, Logo,
    ManagingEditor, Modified, Name, NewFeedUrl, NewLocation, OrigLink, Owner, Person, Player, Point, Polygon, Pos, PosList, Prism, Redirect, BrowserFriendly,
    PubDate, Publication, PublicationDate, Publisher, Published, Rating, Rdf, Restriction, Rights, Rss, Sitemap, SitemapIndex, SkipDays,
    SkipHours, Source, Subject, Subtitle, Summary, Tagline, Tags, TextInput, Thumbnail, Title, Total, Ttl, Updated, UpdateFrequency,
    UpdatePeriod, Url, Uri, UrlSet, Homepage, Valid, VideoId, ChannelId, WebMaster, Where, Width, XhtmlBody, Lat, Long, Envelope, Transcript,
    Lowercorner, Uppercorner,
    Adult, AlternateEnclosure, Available, BackLink, BackLinks, Circle, Community, Complete, ContentLink, Department, Elev, Embed, Episode,
    EpisodeType, ErrorReportsTo, FeatureName, Funding, Hash, Images, Integrity, IsClosedCaptioned, LinearRing, LiveItem, Location, Locked,
    Medium, Order, PeerLink, Podping, Podroll, Price, Radius, RemoteItem, Response, Responses, Scene, Scenes, SceneEndTime, SceneStartTime,
    SceneTitle, Season, Section, SocialInteract, Soundbite, StarRating, Statistics, Status, Text, Trailer, Txt, Type, UpdateBase,
    UsesPodping, Value, ValueRecipient,
}

/// <summary>Finds the term of a local name.</summary>
internal static class XmlTerms
{
    private const int LongestTerm = 32;

    private static readonly FrozenDictionary<string, XmlTerm> Table = MakeTable();

    private static readonly FrozenDictionary<string, XmlTerm>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The term of a name in UTF-8; none of ours has a letter outside ASCII.</summary>
    public static XmlTerm Of(ReadOnlySpan<byte> localName)
    {
        if (localName.Length is 0 or > LongestTerm)
            return XmlTerm.Unknown;
        Span<char> name = stackalloc char[LongestTerm];
        return Ascii.ToUtf16(localName, name, out var length) == OperationStatus.Done && Lookup.TryGetValue(name[..length], out var term)
            ? term
            : XmlTerm.Unknown;
    }

    private static FrozenDictionary<string, XmlTerm> MakeTable()
    {
        var table = new Dictionary<string, XmlTerm>(StringComparer.OrdinalIgnoreCase);
        foreach (var term in Enum.GetValues<XmlTerm>())
            table[term.ToString()] = term;
        table["new-feed-url"] = XmlTerm.NewFeedUrl;
        table["in-reply-to"] = XmlTerm.InReplyTo;
        table["publication_date"] = XmlTerm.PublicationDate;
        table.Remove(nameof(XmlTerm.Unknown));
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
