using Broadsheet.Site;

namespace Broadsheet.Tests.Site;

public sealed class SourceReaderTests
{
    [Fact]
    public void WhatTurnsTextAroundIsTakenOutOfNamesAndFolders()
    {
        var problems = new SiteProblems();

        var source = Assert.Single(SourceReader.ReadText(
            "<opml version=\"2.0\"><head><title>Feeds</title></head><body><outline text=\"Har&#x202E;bour\"><outline text=\"\u202Egnp.exe &lt;b&gt;\" xmlUrl=\"https://gazette.example/feed\"/></outline></body></opml>", problems));

        Assert.Equal(("gnp.exe <b>", "Harbour"), (source.Title, source.Category));
    }

    [Fact]
    public void AFeedWithoutNameAndFolderHasNeither()
    {
        var source = Assert.Single(SourceReader.ReadText("<opml version=\"2.0\"><head/><body><outline text=\"\u202E\" xmlUrl=\"https://gazette.example/feed\"/></body></opml>", new SiteProblems()));

        Assert.Equal((null, null), (source.Title, source.Category));
    }
}
