using System.Text;
using Broadsheet.Classification;
using Broadsheet.Publishing.Records;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Records;

/// <summary>The examples in <c>docs/formats</c> are what the code reads and writes.</summary>
public sealed class FormatDocumentTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-").FullName;
    private readonly SiteProblems problems = new();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void TheRecordComesBackByteForByte()
    {
        var example = ExamplesIn("records.md")[0];

        var record = Assert.IsType<RecordReading.Done>(RecordReader.Read(example)).Record;

        Assert.Equal(example, Encoding.UTF8.GetString(RecordWriter.Write(record).Span));
    }

    [Fact]
    public void TheTopicsAndTheOrganizationAreRead()
    {
        var examples = ExamplesIn("topics.md");
        Put(TopicReader.Folder, "00-a.yaml", examples[0]);
        Put(TopicReader.Folder, "01-b.yaml", examples[1]);
        Put(OrganizationReader.Folder, "gazette.example.md", examples[2]);

        Assert.Equal(2, TopicReader.Read(root, problems).Count);
        Assert.Single(OrganizationReader.Read(root, problems));
        Assert.Empty(problems.All);
    }

    [Theory]
    [InlineData("Pin Diode Handles High Power Apps", false)]
    [InlineData("Stereo DACs Ready For Low Power Apps", false)]
    [InlineData("RF Power Meter Targets Low Power Apps", false)]
    [InlineData("Power Apps gets faster", true)]
    public void TheRuleKeepsTheElectronicsOut(string title, bool isWanted)
    {
        Put(TopicReader.Folder, "00-power-apps.yaml", ExamplesIn("topics.md")[1]);

        var decision = new TopicClassifier(TopicReader.Read(root, problems), new ClassificationOptions()).Classify(Some.Article(title: title));

        Assert.Equal(isWanted, decision.IsWanted);
    }

    private static string[] ExamplesIn(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "formats", document));
        return [.. text.Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];
    }

    private void Put(string folder, string name, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, folder)).FullName, name), text);
}
