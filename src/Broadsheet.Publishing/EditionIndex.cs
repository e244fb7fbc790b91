using System.Runtime.InteropServices;

namespace Broadsheet.Publishing;

/// <summary>
/// An edition, looked up by story, topic, provider, day and month. It follows from one edition to the next by what changed between them, so
/// that a new article costs as much in a large site as in a small one: where the edition's lineage tells what changed, nothing else is
/// looked at, and otherwise all stories are compared.
/// </summary>
internal sealed class EditionIndex
{
    private readonly Dictionary<string, PlacedStory> stories = new(StringComparer.Ordinal);
    private readonly StoryPrints prints = new();
    private readonly Func<DateTimeOffset, DateOnly> dayOf;
    private MergedStories aliases = MergedStories.None;
    private int editions;
    private int present;

    /// <param name="timeZone">IANA zone the site's days are counted in.</param>
    public EditionIndex(string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        dayOf = instant => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        Edition = new Edition { At = default, Masthead = new Masthead { Title = "", Url = "" }, Stories = [] };
        TopicsByName = new Dictionary<string, Topic>();
        OrganizationsByDomain = new Dictionary<string, Organization>();
    }

    /// <summary>The index of one edition.</summary>
    public static EditionIndex Of(Edition edition)
    {
        var index = new EditionIndex(edition.Masthead.TimeZone);
        index.Follow(edition);
        return index;
    }

    public Edition Edition { get; private set; }

    public IReadOnlyDictionary<string, Topic> TopicsByName { get; private set; }

    public IReadOnlyDictionary<string, Organization> OrganizationsByDomain { get; private set; }

    /// <summary>The published stories in the order they reached us.</summary>
    public MonthlyList<PlacedStory> Arrivals { get; } = new(PlacedStory.Order);

    /// <summary>Those whose lead has its page with us.</summary>
    public MonthlyList<PlacedStory> OwnPages { get; } = new(PlacedStory.Order);

    /// <summary>Articles of each provider by address, in the order they reached us.</summary>
    public SortedDictionary<string, MonthlyList<PlacedReport>> ByProvider { get; } = new(StringComparer.Ordinal);

    /// <summary>Stories by the site's day of their first report.</summary>
    public SortedList<DateOnly, List<PlacedStory>> ByDay { get; } = [];

    private Dictionary<(PlaceKind Kind, string Topic), MonthlyList<PlacedStory>> ByTopic { get; } = [];

    /// <summary>The published stories, the highest rank first.</summary>
    public IEnumerable<Story> Stories => Edition.Stories.Where(story => story.IsPublished);

    /// <summary>All stories, whether published or not, in the order they reached us.</summary>
    public IEnumerable<PlacedStory> AllInOrder => stories.Values.Order(Comparer<PlacedStory>.Create(PlacedStory.Order));

    /// <summary>The stories that changed, null for those that are gone; all there are when everything did.</summary>
    public IEnumerable<(string Id, PlacedStory? Placed)> Changed(EditionChanges changes) => changes.IsEverything
        ? AllInOrder.Select(placed => (placed.Story.Id, (PlacedStory?)placed))
        : changes.Stories.Order(StringComparer.Ordinal).Select(id => (id, stories.GetValueOrDefault(id)));

    /// <summary>Stories of a topic by name, in the order they reached us.</summary>
    /// <param name="topic">Name of the topic.</param>
    /// <param name="kind"><see cref="PlaceKind.Topic"/> or <see cref="PlaceKind.LeadTopic"/>.</param>
    public MonthlyList<PlacedStory> OfTopic(string topic, PlaceKind kind = PlaceKind.Topic) =>
        ByTopic.TryGetValue((kind, topic), out var list) ? list : new MonthlyList<PlacedStory>(PlacedStory.Order);

    /// <summary>The story of that id, published or not, or null.</summary>
    public PlacedStory? Find(string id) => stories.GetValueOrDefault(id);

    /// <summary>Where a story went that is no more: the story it was merged into, or the one that has the article it began with. Null when neither is known.</summary>
    public string? Successor(string id)
    {
        if (Edition.StoryAliases.ContainsKey(id))
            return MergedStories.EndOf(id, Edition.StoryAliases);
        // A story is named for the article that opened it.
        return id.Length > 1 && Edition.Placements.TryGetValue("a" + id[1..], out var placement) && placement.StoryId != id ? placement.StoryId : null;
    }

    /// <summary>Sums up what can be shown of a story of the edition.</summary>
    public Checksum PrintOf(Story story) => stories[story.Id].Print;

    /// <summary>Sums up what is shown of a publisher.</summary>
    public Checksum PrintOf(Provider provider) => prints.Of(provider);

    /// <summary>The site's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => dayOf(instant);

    /// <summary>What changed since stories stood elsewhere or showed something else.</summary>
    /// <param name="before">Id, sum and lists of each story as it was.</param>
    public EditionChanges ChangesSince(IEnumerable<(string Id, Checksum Print, string Places)> before)
    {
        var changes = EditionChanges.None();
        var met = 0;
        HashSet<string> known = new(stories.Count, StringComparer.Ordinal);
        foreach (var (id, print, places) in before)
        {
            known.Add(id);
            var now = stories.GetValueOrDefault(id);
            met += now is null ? 0 : 1;
            if (now?.Print == print)
                continue;
            changes.Add(id, Place.Read(places));
            if (now is not null)
                changes.Add(id, now.Places);
        }

        if (met < stories.Count)
        {
            foreach (var (id, placed) in stories.Where(story => !known.Contains(story.Key)))
                changes.Add(id, placed.Places);
        }

        return changes;
    }

    /// <summary>Goes over to another edition and tells what changed.</summary>
    public EditionChanges Follow(Edition edition)
    {
        var changes = EditionChanges.None();
        var changed = EditionLineage.Between(Edition, edition);
        Edition = edition;
        TopicsByName = edition.Topics.DistinctBy(topic => topic.Name).ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        OrganizationsByDomain = edition.Organizations.DistinctBy(organization => organization.Domain).ToDictionary(organization => organization.Domain, StringComparer.Ordinal);
        List<PlacedStory> fresh = [];
        if (changed is null)
            FollowAll(fresh, changes);
        else
            FollowChanged(changed, fresh, changes);
        // In their order, so that each is put at the end of its lists.
        fresh.Sort(PlacedStory.Order);
        foreach (var placed in fresh)
            Add(placed, changes);
        return changes;
    }

    private void FollowAll(List<PlacedStory> fresh, EditionChanges changes)
    {
        editions++;
        aliases = MergedStories.Of(Edition);
        present = 0;
        foreach (var story in Edition.Stories)
        {
            // The same story twice in an edition: the first, which ranks higher, stands.
            if (!stories.TryGetValue(story.Id, out var known) || known.Edition != editions)
                Follow(story, fresh, changes);
        }

        foreach (var gone in Gone())
            Remove(gone, changes);
    }

    private void FollowChanged(IReadOnlyDictionary<string, Story?> changed, List<PlacedStory> fresh, EditionChanges changes)
    {
        var before = aliases;
        aliases = before.Next(Edition.StoryAliases, changed.Keys, id => (changed.TryGetValue(id, out var story) ? story : stories.GetValueOrDefault(id)?.Story) is { IsPublished: true });
        var all = changed.ToDictionary(StringComparer.Ordinal);
        // A story shows which others went into it.
        foreach (var id in aliases.OtherThan(before))
            all.TryAdd(id, stories.GetValueOrDefault(id)?.Story);
        foreach (var (id, story) in all)
        {
            if (story is not null)
                Follow(story, fresh, changes);
            else if (stories.TryGetValue(id, out var gone))
                Remove(gone, changes);
        }
    }

    private void Follow(Story story, List<PlacedStory> fresh, EditionChanges changes)
    {
        stories.TryGetValue(story.Id, out var known);
        var placements = new Placement?[story.Articles.Count];
        for (var i = 0; i < placements.Length; i++)
            placements[i] = Edition.Placements.GetValueOrDefault(story.Articles[i].Id);
        var merged = aliases.Into(story.Id);
        if (known is not null && StoryPrints.IsSame(known, story, placements, merged))
        {
            known.Edition = editions;
            known.Story = story;
            present++;
            return;
        }

        if (known is not null)
            Remove(known, changes);
        var placed = prints.Place(story, placements, merged, dayOf);
        placed.Edition = editions;
        present++;
        stories[story.Id] = placed;
        fresh.Add(placed);
    }

    private List<PlacedStory> Gone() => present == stories.Count ? [] : [.. stories.Values.Where(placed => placed.Edition != editions)];

    private void Add(PlacedStory placed, EditionChanges changes)
    {
        changes.Add(placed.Story.Id, placed.Places);
        foreach (var place in placed.Places)
        {
            if (ListOf(place) is { } list)
                list.Add(place.From, placed);
        }

        if (placed.Places.Length == 0)
            return;
        if (!ByDay.TryGetValue(placed.Day, out var day))
            ByDay.Add(placed.Day, day = []);
        day.Add(placed);
        foreach (var (address, month, report) in placed.Reports(dayOf))
        {
            if (!ByProvider.TryGetValue(address, out var reports))
                ByProvider.Add(address, reports = new MonthlyList<PlacedReport>(PlacedReport.Order));
            reports.Add(month, report);
        }
    }

    private void Remove(PlacedStory placed, EditionChanges changes)
    {
        changes.Add(placed.Story.Id, placed.Places);
        stories.Remove(placed.Story.Id);
        foreach (var place in placed.Places)
            ListOf(place)?.Remove(place.From, placed);
        if (placed.Places.Length == 0)
            return;
        ByDay[placed.Day].Remove(placed);
        if (ByDay[placed.Day].Count == 0)
            ByDay.Remove(placed.Day);
        foreach (var (address, month, report) in placed.Reports(dayOf))
        {
            ByProvider[address].Remove(month, report);
            if (ByProvider[address].Count == 0)
                ByProvider.Remove(address);
        }
    }

    private MonthlyList<PlacedStory>? ListOf(Place place)
    {
        switch (place.Kind)
        {
            case PlaceKind.Arrivals:
                return Arrivals;
            case PlaceKind.OwnPages:
                return OwnPages;
            case PlaceKind.Topic or PlaceKind.LeadTopic:
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(ByTopic, (place.Kind, place.Name), out _);
                return list ??= new MonthlyList<PlacedStory>(PlacedStory.Order);
            default:
                return null;
        }
    }
}
