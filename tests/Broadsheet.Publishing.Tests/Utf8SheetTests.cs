using System.Text;
using CsCheck;

namespace Broadsheet.Publishing.Tests;

public sealed class Utf8SheetTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.String[Gen.Char['\ud7f0', '\ue010'], 0, 9]);

    /// <summary>Halves of characters, too, whether they meet or stay alone.</summary>
    [Fact]
    public void PiecesAreEncodedAsTheWholeWouldBe() => Gen.Select(Texts, Gen.Int[0, 20]).Sample((text, at) =>
    {
        using var sheet = new Utf8Sheet();
        var cut = Math.Min(at, text.Length);

        sheet.Write(text[..cut]);
        sheet.Write(text.AsSpan(cut));
        sheet.Write('.');

        Assert.Equal(Encoding.UTF8.GetBytes(text + "."), sheet.ToBytes());
    });

    [Fact]
    public void ASheetGrows()
    {
        using var sheet = new Utf8Sheet();
        var line = new string('é', 999);

        for (var i = 0; i < 200; i++)
        {
            sheet.Write(line);
            sheet.BreakLine(3);
            sheet.Append("ü"u8);
            sheet.Write(-12L);
        }

        Assert.Equal(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line + "\n   ü-12", 200))), sheet.Written.ToArray());
    }
}
