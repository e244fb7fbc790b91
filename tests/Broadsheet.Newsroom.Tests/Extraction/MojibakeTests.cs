using System.Text;
using Broadsheet.Extraction;
using CsCheck;

namespace Broadsheet.Tests.Extraction;

public sealed class MojibakeTests
{
    [Theory]
    [InlineData("Itâ€™s back", "It’s back")]
    [InlineData("exposure of â€œsensitive dataâ€\u009D", "exposure of “sensitive data”")]
    [InlineData("â€œsensitive dataâ€ exposure", "“sensitive data” exposure")]
    [InlineData("CafÃ© FranÃ§ais", "Café Français")]
    [InlineData("10Â\u00A0â‚¬", "10\u00A0€")]
    [InlineData("MÃ¼nchen â€“ KÃ¶ln", "München – Köln")]
    [InlineData("it\u0092s back", "it’s back")]
    [InlineData("ðŸ˜€", "😀")]
    [InlineData("Itâ€™s CafÃ© – sound", "It’s Café – sound")]
    public void MendsDoubleDecodedText(string damaged, string expected) => Assert.Equal(expected, Mojibake.Repair(damaged));

    [Theory]
    [InlineData("Café Français – “naïve” 10 €")]
    [InlineData("«CAFÉ»")]
    [InlineData("«ALEMÃ»")]
    [InlineData("«À»")]
    [InlineData("São Paulo, Grã-Bretanha")]
    [InlineData("日本 Привет")]
    [InlineData("pâté’s")]
    public void LeavesSoundTextAlone(string sound) => Assert.Equal(sound, Mojibake.Repair(sound));

    [Fact]
    public void NeverThrows() => Gen.String[Gen.OneOf(Gen.Char["âÃÂ€™œ\u009D\u0081ðŸ˜É»”a "], Gen.Char), 0, 20].Sample(text => Mojibake.Repair(text).Length <= text.Length);

    [Fact]
    public void MendsWhateverWasReadAsWindows1252Once()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var windows = Encoding.GetEncoding(1252);
        Gen.String[Gen.Char["éèüößñçãôÄÖ’“–—€"], 1, 8].Sample(sound => Mojibake.Repair(windows.GetString(Encoding.UTF8.GetBytes(" " + sound))) == " " + sound);
    }
}
