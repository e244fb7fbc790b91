namespace Broadsheet.Publishing;

/// <summary>What is other than at the last printing: the stories, and the parts of lists they stood or stand in.</summary>
internal sealed class EditionChanges
{
    private readonly HashSet<string> stories = new(StringComparer.Ordinal);
    private readonly Dictionary<(PlaceKind Kind, string Name), SortedSet<DateOnly>> places = [];

    private EditionChanges(bool isEverything) => IsEverything = isEverything;

    /// <summary>Whether nothing may be taken for printed.</summary>
    public bool IsEverything { get; }

    /// <summary>Whether any story changed.</summary>
    public bool IsAny => IsEverything || stories.Count > 0;

    /// <summary>Ids of the stories that came, changed or went.</summary>
    public IReadOnlyCollection<string> Stories => stories;

    public static EditionChanges Everything() => new(isEverything: true);

    public static EditionChanges None() => new(isEverything: false);

    public void Add(string story, IEnumerable<Place> stoodIn)
    {
        stories.Add(story);
        foreach (var place in stoodIn)
        {
            if (!places.TryGetValue((place.Kind, place.Name), out var from))
                places.Add((place.Kind, place.Name), from = []);
            from.Add(place.From);
        }
    }

    /// <summary>Names of the lists of a kind that changed.</summary>
    public IEnumerable<string> Names(PlaceKind kind) => places.Keys.Where(place => place.Kind == kind).Select(place => place.Name).Order(StringComparer.Ordinal);

    /// <summary>The days or months of a list that changed, gone ones too.</summary>
    public IReadOnlyCollection<DateOnly> Of(PlaceKind kind, string name = "") => places.TryGetValue((kind, name), out var from) ? from : [];

    /// <summary>The months of a list to plan: those that changed and, since pages name the pages beside them, their neighbours.</summary>
    public IReadOnlyCollection<DateOnly> MonthsOf<T>(PlaceKind kind, string name, MonthlyList<T> list)
    {
        if (IsEverything)
            return [.. list.Months];
        SortedSet<DateOnly> months = [];
        foreach (var month in Of(kind, name))
        {
            months.Add(month);
            if (list.Before(month) is { } before)
                months.Add(before);
            if (list.After(month) is { } after)
                months.Add(after);
        }

        return months;
    }
}
