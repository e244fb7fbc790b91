namespace Broadsheet.Publishing.Records;

/// <summary>Publishes each article as a record in <c>_news</c>.</summary>
/// <param name="options">The settings.</param>
/// <param name="seal">Seals an article's provenance; null on a site without a key. Must give the same for the same.</param>
public sealed class RecordsPublisher(RecordsOptions options, Func<Story, Article, string>? seal = null) : IEditionPublisher
{
    /// <inheritdoc/>
    public string Name => "records";

    /// <summary>All files an edition calls for.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => this.PlanAll(edition);

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes)
    {
        var maker = new RecordMaker(options);
        var settings = Settings();
        return index.Changed(changes).Select(story => new SitePart("record/" + story.Id, story.Placed is { } placed ? RecordsOf(placed, maker, settings) : []));
    }

    private PlannedFile[] RecordsOf(PlacedStory placed, RecordMaker maker, UInt128 settings)
    {
        var hash = new Fingerprint().Add(placed.Print).Add(settings).ToString();
        var made = new Lazy<Dictionary<string, NewsRecord>>(() => maker.Make(placed.Story, seal).ToDictionary(made => made.Article.Path, made => made.Record, StringComparer.Ordinal));
        return [.. placed.Story.Articles.Select(article => new PlannedFile(article.Path, hash, () => RecordWriter.Write(made.Value[article.Path])))];
    }

    private UInt128 Settings() => new Fingerprint().Add(options.Related).Add(options.Images).Add(PressRules.SealOfNothing(seal)).Sum();
}
