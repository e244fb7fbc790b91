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
        var archive = RecordArchive.Of(options, index.Edition);
        return index.Changed(changes).Select(story => new SitePart("record/" + story.Id, story.Placed is { } placed ? RecordsOf(placed, maker, settings, archive) : []));
    }

    private PlannedFile[] RecordsOf(PlacedStory placed, RecordMaker maker, Checksum settings, RecordArchive archive)
    {
        var hash = new Fingerprint().Add(placed.Print).Add(settings).ToString();
        var made = new Lazy<Dictionary<string, NewsRecord>>(() => maker.Make(placed.Story, seal).ToDictionary(made => made.Article.Path, made => made.Record, StringComparer.Ordinal));
        // A story's records stay together.
        var isArchived = archive.Holds(placed.Month);
        return
        [
            .. placed.Story.Articles.Select(article => new PlannedFile(isArchived ? RecordPath.Archived(article.Path) : article.Path, hash, () => RecordWriter.Write(made.Value[article.Path]))
            {
                MovedFrom = isArchived ? article.Path : null,
            }),
        ];
    }

    private Checksum Settings() => new Fingerprint().Add(options.Related).Add(options.Images).Add(PressRules.SealOfNothing(seal)).Sum();
}
