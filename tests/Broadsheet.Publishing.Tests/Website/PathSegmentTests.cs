using CsCheck;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class PathSegmentTests
{
    [Theory]
    [InlineData("gazette.example", "gazette.example")]
    [InlineData("Gazette.EXAMPLE", "gazette.example")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("..", "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData("a b/c", "a-b-c")]
    [InlineData("zeitung-köln.example", "zeitung-köln.example")]
    public void IsTheIdWithoutDangers(string id, string segment) => Assert.Equal(segment, PathSegment.Of(id));

    [Fact]
    public void IsAlwaysOneHarmlessSegment() => Gen.String.Sample(id =>
    {
        var segment = PathSegment.Of(id);
        Assert.NotEmpty(segment);
        Assert.DoesNotContain('/', segment);
        Assert.DoesNotContain('\\', segment);
        Assert.False(segment.StartsWith('.'));
        Assert.Equal(segment, PathSegment.Of(segment));
    });
}
