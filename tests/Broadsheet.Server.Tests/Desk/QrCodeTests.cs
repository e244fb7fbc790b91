using System.Globalization;
using System.Text.RegularExpressions;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk;
using CsCheck;
using ZXing.Common;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>What is drawn is read back from the drawing.</summary>
public sealed partial class QrCodeTests
{
    [Fact]
    public void ReadsBackWhateverTheSiteAndTheAccountAreCalled() =>
        Gen.Select(Gen.String[0, 60], Gen.String[0, 60], Gen.Byte.Array[20]).Sample((site, name, secret) =>
        {
            var link = OneTimeCode.Link(site, name, secret);
            var code = QrCode.Of(link)!;
            Assert.Equal(link, Read(code.Side, code.Path));
        }, iter: 200);

    [Fact]
    public void ABorderOfFourStaysEmpty()
    {
        var code = QrCode.Of("otpauth://totp/")!;
        var rectangles = Rectangles(code.Path);

        // The marks in the corners reach all four edges.
        Assert.Equal(4, rectangles.Min(run => run.X));
        Assert.Equal(4, rectangles.Min(run => run.Y));
        Assert.Equal(code.Side - 4, rectangles.Max(run => run.X + run.Width));
        Assert.Equal(code.Side - 4, rectangles.Max(run => run.Y + 1));
    }

    [Fact]
    public void ALinkThatNoCodeHoldsIsLeftToBeTyped()
    {
        var most = QrCode.Of(new string('a', 2331))!;
        Assert.Equal(new string('a', 2331), Read(most.Side, most.Path));
        Assert.Null(QrCode.Of(new string('a', 2332)));
    }

    /// <summary>The text of a drawn code, by the modules that the drawing covers.</summary>
    internal static string Read(int side, string path)
    {
        var modules = new BitMatrix(side - 8);
        foreach (var (x, y, width) in Rectangles(path))
            modules.setRegion(x - 4, y - 4, width, 1);
        return new ZXing.QrCode.Internal.Decoder().decode(modules, null)?.Text ?? "It cannot be read.";
    }

    private static List<(int X, int Y, int Width)> Rectangles(string path)
    {
        var runs = Run().Matches(path);
        Assert.Equal(path, string.Concat(runs.Select(run => run.Value)));
        return [.. runs.Select(run => (Number(run.Groups["x"]), Number(run.Groups["y"]), Number(run.Groups["width"])))];
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1h-\k<width>z")]
    private static partial Regex Run();
}
