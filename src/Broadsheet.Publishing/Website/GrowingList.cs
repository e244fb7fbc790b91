namespace Broadsheet.Publishing.Website;

/// <summary>A list that grows at its end.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Template">Template of its pages.</param>
/// <param name="Items">In the order they reached us.</param>
/// <param name="SeenAt">When one reached us.</param>
/// <param name="PrintOf">Sums up what is shown of one.</param>
/// <param name="Header">Sums up what stands above the items.</param>
/// <param name="Content">Makes a page of some items, the newest first.</param>
internal sealed record GrowingList<T>(
    string Address,
    string Template,
    IReadOnlyList<T> Items,
    Func<T, DateTimeOffset> SeenAt,
    Func<T, UInt128> PrintOf,
    Func<Fingerprint> Header,
    Func<IReadOnlyList<T>, IReadOnlyList<KeyValuePair<string, object?>>, PageContent> Content);
