using Broadsheet.Pictures;

namespace Broadsheet.Tests.Pictures;

public sealed class PictureTakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StopsAtTheFirstThatWillDo()
    {
        var taken = await Take(null, ("small", Drawn.Encoded(100, 100)), ("bomb", Drawn.Bomb(30_000, 0)), ("gone", null), ("good", Drawn.Encoded(400, 300)), ("unasked", Drawn.Encoded(400, 300)));

        Assert.Equal(["small", "bomb", "gone", "good"], taken.Keys);
        Assert.Equal(new MeasuredPicture(400, 300), taken["good"]);
        Assert.Equal(new MeasuredPicture(100, 100), taken["small"]);
        Assert.Equal("The server answered 404.", taken["gone"].Refusal);
    }

    [Fact]
    public async Task KeepsACopyWhenThereIsAStore()
    {
        var store = new PictureStore(_folder.Path, "https://site.example/p", new PictureOptions());

        var taken = await Take(store, ("good", Drawn.Encoded(400, 300)));

        Assert.Equal(400, taken["good"].Width);
        Assert.Equal(store.Find(taken["good"].StoreKey!)!.Url, taken["good"].Url);
    }

    [Fact]
    public async Task APromiseThatCannotBeKeptIsRefused()
    {
        var taken = await Take(new PictureStore(_folder.Path, "https://site.example/p", new PictureOptions()), ("bomb", Drawn.Bomb(30_000, 30_000)), ("good", Drawn.Encoded(400, 300)));

        Assert.NotNull(taken["bomb"].Refusal);
        Assert.Null(taken["good"].Refusal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'/>")]
    [InlineData("<html>not found</html>")]
    [InlineData("")]
    public async Task WhatIsNoPhotographIsRefusedEvenWhenLinked(string bytes) =>
        Assert.NotNull((await Take(null, ("a", System.Text.Encoding.UTF8.GetBytes(bytes))))["a"].Refusal);

    [Fact]
    public async Task ALinkedBombIsRefusedToo() => Assert.NotNull((await Take(null, ("a", Drawn.Bomb(30_000, 30_000))))["a"].Refusal);

    [Fact]
    public async Task TheSizeIsThatOfThePictureHeldUpright() => Assert.Equal(new MeasuredPicture(300, 400), (await Take(null, ("a", Drawn.Turned(400, 300, 6))))["a"]);

    [Fact]
    public async Task APassingFailureLeavesThePicturesStatedSize()
    {
        var taker = new PictureTaker((_, _) => ValueTask.FromResult(new FetchedPicture(null, "Timed out.", IsTransient: true)), null, 200);

        Assert.Empty(await taker.TakeAsync(["a"], TestContext.Current.CancellationToken));
    }

    private static ValueTask<IReadOnlyDictionary<string, MeasuredPicture>> Take(PictureStore? store, params (string Url, byte[]? Bytes)[] answers) =>
        new PictureTaker(Drawn.Answering(answers), store, 200).TakeAsync([.. answers.Select(answer => answer.Url)], TestContext.Current.CancellationToken);
}
