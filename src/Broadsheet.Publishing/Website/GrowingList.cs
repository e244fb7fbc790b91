namespace Broadsheet.Publishing.Website;

/// <summary>A list that grows at its end.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Template">Template of its pages.</param>
/// <param name="Items">In the order they reached us.</param>
/// <param name="Months">The months whose pages are to be planned.</param>
/// <param name="PrintOf">Sums up what is shown of one.</param>
/// <param name="Header">Sums up what stands above some items.</param>
/// <param name="Content">Makes a page of some items, the newest first.</param>
internal sealed record GrowingList<T>(
    string Address,
    string Template,
    MonthlyList<T> Items,
    IReadOnlyCollection<DateOnly> Months,
    Func<T, Checksum> PrintOf,
    Func<IReadOnlyList<T>, Fingerprint> Header,
    Func<IReadOnlyList<T>, IReadOnlyList<KeyValuePair<string, object?>>, PageContent> Content);
