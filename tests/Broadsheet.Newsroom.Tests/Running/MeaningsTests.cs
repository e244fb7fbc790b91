using Broadsheet.Running;
using Broadsheet.Storage;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Running;

/// <summary>A second opinion: what is asked of a sentence model, and what is kept of its answers.</summary>
public sealed class MeaningsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;
    private readonly NewsStore store;
    private readonly CountingModel model = new();
    private readonly RunLog log = new(Some.Moment, new Progress<RunProgress>());

    public MeaningsTests()
    {
        store = NewsStore.Open(Path.Combine(folder, "store.db"));
        foreach (var (id, title) in new[] { ("a1", "north"), ("a2", "north"), ("a3", "east"), ("a4", "north-east") })
            store.Articles.Save(Some.Article(id: id, title: title, excerpt: "", url: "https://gazette.example/" + id) with { Path = id }, id, "rules");
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void TheMeanCosineOfAllPairsCounts()
    {
        using var meanings = Asking("m1");

        Assert.Equal(1, meanings.Between(["a1"], ["a2"]));
        Assert.Equal(0, meanings.Between(["a1"], ["a3"]));
        Assert.Equal(0.707, meanings.Between(["a1", "a3"], ["a4"]));
        Assert.Equal(0.5, meanings.Between(["a1"], ["a2", "a3"]));
    }

    [Fact]
    public void ATextIsReadOnceByEachModel()
    {
        using (var meanings = Asking("m1"))
        {
            meanings.Between(["a1"], ["a3", "a4"]);
            meanings.Between(["a3"], ["a4", "a1"]);
            Assert.Equal(["north\n", "east\n", "north-east\n"], model.Read);
            Assert.Equal(1, model.Batches);
        }

        // The same text of another article, in another round.
        using (var meanings = Asking("m1"))
            Assert.Equal(1, meanings.Between(["a2"], ["a1"]));
        Assert.Equal(3, model.Read.Count);

        using (var meanings = Asking("m2"))
            Assert.Equal(1, meanings.Between(["a2"], ["a1"]));
        Assert.Equal(4, model.Read.Count);
        Assert.Equal(1, store.Vectors.Count());
    }

    [Fact]
    public void AModelThatFailsIsAskedOnceARound()
    {
        using var meanings = Asking("broken");

        Assert.Null(meanings.Between(["a1"], ["a2"]));
        Assert.Null(meanings.Between(["a1"], ["a3"]));

        Assert.Equal(["Stories are made without the second opinion of clustering.embeddings: It is broken."], log.Report(0, 0).Notes);
        Assert.Equal(1, model.Batches);
    }

    private Meanings Asking(string name)
    {
        model.Fingerprint = name;
        return new Meanings(store, new SentenceModelFiles("model", "vocabulary", true, 128), _ => model, log);
    }

    /// <summary>Knows the points of the compass.</summary>
    private sealed class CountingModel : ISentenceModel
    {
        public string Fingerprint { get; set; } = "";

        public List<string> Read { get; } = [];

        public int Batches { get; private set; }

        public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts)
        {
            Batches++;
            if (Fingerprint == "broken")
                throw new SentenceModelException("It is broken.");
            Read.AddRange(texts);
            return [.. texts.Select(text => text.Trim() switch { "north" => new float[] { 1, 0 }, "east" => [0, 1], _ => [MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)] })];
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
