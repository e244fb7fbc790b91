namespace Broadsheet;

/// <summary>Weights of quality's signals that come nearer to what editors decided, and what they would change. Nothing is changed by it.</summary>
/// <param name="Shown">Articles that editors published.</param>
/// <param name="Withheld">Articles that editors hid or took off the pages.</param>
/// <param name="Weights">Each weight as it is and as suggested, in the order of the settings; empty when too little was decided.</param>
/// <param name="AgreedNow">Decisions that quality alone would have made too, by the weights in force.</param>
/// <param name="DecidedThen">Articles decided about by the suggested weights: a word on a story is one on its lead, and another may lead.</param>
/// <param name="AgreedThen">Decisions that quality alone would have made too, by the suggested weights, with the leads they give.</param>
/// <param name="AgreedUnseen">The same with each decision left out of what the weights that judge it were learnt from: how good they will be on the next.</param>
/// <param name="Crossing">Articles of the archive that would reach what is asked for publishing and do not now, or the other way round.</param>
public sealed record QualityFit(
    int Shown,
    int Withheld,
    IReadOnlyList<QualityWeight> Weights,
    int AgreedNow,
    int DecidedThen,
    int AgreedThen,
    int AgreedUnseen,
    IReadOnlyList<QualityCrossing> Crossing);

/// <summary>A weight as it is and as suggested.</summary>
/// <param name="Setting">Path of the setting.</param>
/// <param name="Now">Its points in force.</param>
/// <param name="Suggested">The points suggested.</param>
public sealed record QualityWeight(string Setting, int Now, int Suggested);

/// <summary>An article on the other side of what is asked for publishing.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Now">Its quality by the weights in force.</param>
/// <param name="Then">Its quality by those suggested.</param>
public sealed record QualityCrossing(string ArticleId, string Title, int Now, int Then);
