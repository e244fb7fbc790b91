using System.Globalization;

namespace Broadsheet.Publishing;

/// <summary>A story with all that is asked of it again and again while a site is planned.</summary>
internal sealed class PlacedStory
{
    /// <param name="story">The story.</param>
    /// <param name="placements">Why each of its articles is in it.</param>
    /// <param name="merged">Ids of the stories that were merged into it.</param>
    /// <param name="print">Sums up all that any file could show of it.</param>
    /// <param name="articlePrints">The same for each of its articles.</param>
    /// <param name="dayOf">The site's day of an instant.</param>
    public PlacedStory(Story story, Placement?[] placements, string[] merged, Checksum print, Checksum[] articlePrints, Func<DateTimeOffset, DateOnly> dayOf)
    {
        Story = story;
        Placements = placements;
        Merged = merged;
        Print = print;
        ArticlePrints = articlePrints;
        FirstSeen = story.Articles.Min(article => article.FirstSeen);
        Opened = story.Articles.Where(article => article.FirstSeen == FirstSeen).Min(article => article.Published);
        Latest = story.Latest;
        Month = MonthOf(dayOf(FirstSeen));
        Day = dayOf(story.Started);
        Places = story.IsPublished ? PlacesOf(dayOf) : [];
    }

    /// <summary>The story as the last edition has it; another object that shows the same may take its place.</summary>
    public Story Story { get; set; }

    /// <summary>Why each of its articles is in it.</summary>
    public Placement?[] Placements { get; }

    /// <summary>Ids of the stories that were merged into it, in their order.</summary>
    public string[] Merged { get; }

    public Checksum Print { get; }

    public Checksum[] ArticlePrints { get; }

    /// <summary>When the first of its articles reached us.</summary>
    public DateTimeOffset FirstSeen { get; }

    /// <summary>When the first that reached us were published, the earliest of them: what reached us together stands in this order.</summary>
    public DateTimeOffset Opened { get; }

    /// <summary>When its latest article was published.</summary>
    public DateTimeOffset Latest { get; }

    /// <summary>First day of the month it reached us in.</summary>
    public DateOnly Month { get; }

    /// <summary>The site's day of its first report.</summary>
    public DateOnly Day { get; }

    /// <summary>The lists it stands in; none while it is not published.</summary>
    public Place[] Places { get; }

    /// <summary>Number of the edition it was last seen in.</summary>
    public int Edition { get; set; }

    public static int Order(PlacedStory left, PlacedStory right)
    {
        var order = left.FirstSeen.CompareTo(right.FirstSeen);
        if (order == 0)
            order = left.Opened.CompareTo(right.Opened);
        return order != 0 ? order : string.CompareOrdinal(left.Story.Id, right.Story.Id);
    }

    /// <summary>Its articles as the lists of their publishers have them, with the publisher's address and the month.</summary>
    public IEnumerable<(string Address, DateOnly Month, PlacedReport Report)> Reports(Func<DateTimeOffset, DateOnly> dayOf) =>
        Story.Articles.Select((article, place) => (
            SiteAddresses.Provider(article.Provider.Domain),
            MonthOf(dayOf(article.FirstSeen)),
            new PlacedReport(this, place, article.FirstSeen, article.Id)));

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private Place[] PlacesOf(Func<DateTimeOffset, DateOnly> dayOf)
    {
        List<Place> places = [new(PlaceKind.Day, "", Day), new(PlaceKind.Arrivals, "", Month)];
        if (Story.Lead.WebUrl is null)
            places.Add(new(PlaceKind.OwnPages, "", Month));
        foreach (var match in Story.Lead.Topics)
            Add(places, new(PlaceKind.LeadTopic, match.Topic, Month));
        foreach (var article in Story.Articles)
        {
            foreach (var match in article.Topics)
                Add(places, new(PlaceKind.Topic, match.Topic, Month));
            Add(places, new(PlaceKind.Provider, SiteAddresses.Provider(article.Provider.Domain), MonthOf(dayOf(article.FirstSeen))));
        }

        return [.. places];
    }

    private static void Add(List<Place> places, Place place)
    {
        if (!places.Contains(place))
            places.Add(place);
    }
}

/// <summary>An article in the list of its publisher.</summary>
internal sealed record PlacedReport(PlacedStory Placed, int Number, DateTimeOffset FirstSeen, string Id)
{
    public Story Story => Placed.Story;

    public Article Article => Placed.Story.Articles[Number];

    public Checksum ArticlePrint => Placed.ArticlePrints[Number];

    public static int Order(PlacedReport left, PlacedReport right)
    {
        var order = left.FirstSeen.CompareTo(right.FirstSeen);
        if (order == 0)
            order = left.Article.Published.CompareTo(right.Article.Published);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}

/// <summary>A kind of list.</summary>
internal enum PlaceKind
{
    /// <summary>The stories of a day.</summary>
    Day,

    /// <summary>All stories by the month they reached us in.</summary>
    Arrivals,

    /// <summary>The same of those with a page of ours for the work itself.</summary>
    OwnPages,

    /// <summary>The same of those that have a topic.</summary>
    Topic,

    /// <summary>The same of those whose lead has it.</summary>
    LeadTopic,

    /// <summary>The articles of a publisher by the month they reached us in.</summary>
    Provider,
}

/// <summary>A part of a list that a story stands in.</summary>
/// <param name="Kind">The kind of list.</param>
/// <param name="Name">Which of that kind: a topic's name, a publisher's address, or empty.</param>
/// <param name="From">The day, or the first day of the month.</param>
internal readonly record struct Place(PlaceKind Kind, string Name, DateOnly From)
{
    private const char Separator = '\t';

    public static string Write(IEnumerable<Place> places) => string.Join('\n', places.Select(place =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)place.Kind}{Separator}{place.From.DayNumber}{Separator}{place.Name.ReplaceLineEndings(" ")}")));

    public static IEnumerable<Place> Read(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(Separator, 3);
            yield return new((PlaceKind)int.Parse(parts[0], CultureInfo.InvariantCulture), parts[2], DateOnly.FromDayNumber(int.Parse(parts[1], CultureInfo.InvariantCulture)));
        }
    }
}
