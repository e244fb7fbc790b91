namespace Broadsheet.Publishing.Records;

/// <summary>Publishes each article as a record in <c>_news</c>.</summary>
/// <param name="options">The settings.</param>
/// <param name="seal">Seals an article's provenance; null on a site without a key. Must give the same for the same.</param>
public sealed class RecordsPublisher(RecordsOptions options, Func<Story, Article, string>? seal = null) : IEditionPublisher
{
    /// <inheritdoc/>
    public string Name => "records";

    /// <inheritdoc/>
    public IEnumerable<PlannedFile> Plan(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var maker = new RecordMaker(options);
        return edition.Stories
            .SelectMany(story => maker.Make(story, seal))
            // No hash of the input: a record shows all that it is made from, so that hashing costs as much as writing it down.
            .Select(made => new PlannedFile(made.Article.Path, null, () => RecordWriter.Write(made.Record)));
    }
}
