using Broadsheet.Embeddings;

namespace Broadsheet.Cli.Tests.Embeddings;

/// <summary>Sentence models through the real ONNX Runtime.</summary>
public sealed class OnnxSentenceModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("last_hidden_state")]
    [InlineData("sentence_embedding")]
    [InlineData("last_hidden_state", "input_ids", "attention_mask")]
    [InlineData("last_hidden_state", "input_ids")]
    public void TextsOfLikeMeaningPointTheSameWay(string output, params string[] inputs)
    {
        using var model = Open(TinyModel.Write(folder, output, inputs));

        var vectors = model.Embed(["Ferry breaks", "The boat fails!", "Mayor: BUDGET"]);

        Assert.All(vectors, vector => Assert.Equal(1, Cosine(vector, vector), 5));
        Assert.InRange(Cosine(vectors[0], vectors[1]), 0.99, 1.001);
        Assert.InRange(Cosine(vectors[0], vectors[2]), -0.01, 0.01);
    }

    [Fact]
    public void WhoStandsBesideATextMakesNoDifference()
    {
        using var model = Open(TinyModel.Write(folder));
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => string.Join(' ', Enumerable.Repeat("ferry storm school", 1 + (i % 7))) + (i % 2 == 0 ? " mayor" : ""))];

        var together = model.Embed(texts);

        Assert.Equal(texts.Select(text => model.Embed([text])[0]), together);
    }

    [Fact]
    public void ATextIsCutAndKeepsItsEnd()
    {
        var files = TinyModel.Write(folder);
        using var model = Open(files, mostTokens: 8);

        var vectors = model.Embed(["ferry ferry ferry ferry ferry ferry storm storm storm", "ferry ferry ferry ferry ferry ferry"]);

        Assert.Equal(vectors[1], vectors[0]);
    }

    [Fact]
    public void AModelIsKnownByItsContent()
    {
        var files = TinyModel.Write(folder);
        string Name(int mostTokens = 128)
        {
            using var model = Open(files, mostTokens);
            return model.Fingerprint;
        }

        var first = Name();
        Assert.Equal(first, Name());
        Assert.NotEqual(first, Name(mostTokens: 64));
        TinyModel.Write(folder, "sentence_embedding");
        Assert.NotEqual(first, Name());
    }

    [Fact]
    public void WhatIsNoSentenceModelIsNamed()
    {
        var files = TinyModel.Write(folder, "last_hidden_state", "input_ids", "pixels");
        Assert.Contains("asks for 'pixels'", Complaint(files), StringComparison.Ordinal);

        files = TinyModel.Write(folder, "logits");
        Assert.Contains("gives logits", Complaint(files), StringComparison.Ordinal);

        File.WriteAllText(files.Model, "no model at all");
        Assert.Contains(files.Model + " cannot be run", Complaint(files), StringComparison.Ordinal);

        File.Delete(files.Model);
        Assert.Contains(files.Model + " cannot be read", Complaint(files), StringComparison.Ordinal);

        files = TinyModel.Write(folder);
        File.WriteAllText(files.Vocabulary, "ferry\n");
        Assert.Contains("cannot be run", Complaint(files), StringComparison.Ordinal);
    }

    private static string Complaint((string Model, string Vocabulary) files) => Assert.Throws<SentenceModelException>(() =>
    {
        using var model = Open(files);
        model.Embed(["ferry"]);
    }).Message;

    private static ISentenceModel Open((string Model, string Vocabulary) files, int mostTokens = 128) =>
        OnnxSentenceModel.Open(new SentenceModelFiles(files.Model, files.Vocabulary, LowerCase: true, mostTokens));

    private static double Cosine(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();
}
