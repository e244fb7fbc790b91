using Broadsheet.Decisions;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Decisions;

public sealed class DecisionLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<Decision> EveryKind =>
    [
        new Decision.Merge("s1", [new StoryPart("s2", ["a2", "a3"])]) { At = Some.Moment, By = "ada" },
        new Decision.Split("s1", ["a1"], new StoryPart("s2", ["a2"])) { At = Some.Moment, By = "ada", Why = "another ferry" },
        new Decision.SetLead("s1", "a1") { At = Some.Moment, By = "ada" },
        new Decision.Pin("s1") { At = Some.Moment, By = "ada" },
        new Decision.Unpin("s1") { At = Some.Moment, By = "ada" },
        new Decision.Hide("a1") { At = Some.Moment, By = "ada", Why = "\"spam\" <b> — nonsense\n" },
        new Decision.Publish("s1") { At = Some.Moment, By = "ada" },
        new Decision.Unpublish("s1") { At = Some.Moment, By = "ada" },
        new Decision.Correct("a1") { At = Some.Moment, By = "ada", Title = "Ferry", Excerpt = "", Topics = ["Harbour"], Picture = new Picture("https://x.example/1.jpg", 800, 600, false), Published = Some.Moment },
        new Decision.Note("a1", "Ask the mayor") { At = Some.Moment, By = "ada" },
        new Decision.Undo("d1") { At = Some.Moment, By = "ada" },
    ];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void EveryKindComesBackAsItWasWritten(Decision decision)
    {
        var written = new DecisionLog(_folder).Append(decision);

        var read = Assert.Single(new DecisionLog(_folder).Read());

        Assert.Equal(DecisionLog.Serialize(written), DecisionLog.Serialize(read));
        Assert.Equal(decision.GetType(), read.GetType());
        Assert.Matches("^d[0-9a-f]{16}$", read.Id);
        Assert.Equal(written.Id, new DecisionLog(_folder).Append(decision).Id);
    }

    [Fact]
    public void ALineReadsLikeASentence()
    {
        new DecisionLog(_folder).Append(new Decision.Pin("s1") { At = Some.Moment, By = "ada", Why = "vote tonight" });

        Assert.Equal(
            """{"kind":"pin","id":"de1b17ed38d8b0cbd","at":"2026-03-04T12:00:00+00:00","by":"ada","why":"vote tonight","storyId":"s1"}""" + "\n",
            File.ReadAllText(Path.Combine(_folder, "_data", "decisions.jsonl")));
    }

    [Fact]
    public void WhatAKilledProcessLeftIsClearedUpAndWhatAnotherWritesIsNot()
    {
        var log = new DecisionLog(_folder);
        log.Append(new Decision.Pin("s1") { At = Some.Moment, By = "ada" });
        File.WriteAllText(log.File + ".new", "half a dec");

        using (new FileStream(log.File + ".lock", FileMode.Create, FileAccess.Write, FileShare.None))
            log.ClearUp();

        Assert.True(File.Exists(log.File + ".new"));

        log.ClearUp();

        Assert.Equal([log.File], Directory.GetFiles(Path.Combine(_folder, "_data")));
        Assert.Single(log.Read());
    }

    [Fact]
    public void DecisionsAreOnlyEverAdded()
    {
        var log = new DecisionLog(_folder);
        Assert.Empty(log.Read());

        log.Append(new Decision.Pin("s1") { At = Some.Moment, By = "ada" });
        log.Append(new Decision.Unpin("s1") { At = Some.Moment.AddHours(1), By = "ada" });

        Assert.Collection(log.Read(), first => Assert.IsType<Decision.Pin>(first), second => Assert.IsType<Decision.Unpin>(second));
        Assert.Equal(["decisions.jsonl"], Directory.GetFiles(Path.GetDirectoryName(log.File)!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"kind":"dance","at":"2026-03-04T12:00:00Z","by":"ada"}""")]
    [InlineData("""{"kind":"pin","at":"yesterday","by":"ada","storyId":"s1"}""")]
    [InlineData("""{"kind":"pin","at":"2026-03-04T12:00:00Z","by":"ada"}""")]
    public void ABrokenLineNamesFileAndLine(string line)
    {
        var log = new DecisionLog(_folder);
        log.Append(new Decision.Pin("s1") { At = Some.Moment, By = "ada" });
        File.AppendAllText(log.File, line + "\n");

        var fault = Assert.Throws<InvalidDataException>(() => log.Read());

        Assert.Contains(log.File + ", line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAnotherVersionWroteIsKept()
    {
        const string Line = """{"by":"ada","kind":"pin","at":"2026-03-04T12:00:00+00:00","storyId":"s1","colour":{"red":1}}""";
        var decision = DecisionLog.Deserialize(Line);

        Assert.Contains("\"colour\":{\"red\":1}", DecisionLog.Serialize(decision), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutALastLineEndIsContinued()
    {
        var log = new DecisionLog(_folder);
        log.Append(new Decision.Pin("s1") { At = Some.Moment, By = "ada" });
        File.WriteAllText(log.File, File.ReadAllText(log.File).TrimEnd());

        log.Append(new Decision.Pin("s2") { At = Some.Moment, By = "ada" });

        Assert.Equal(2, log.Read().Count);
    }
}
