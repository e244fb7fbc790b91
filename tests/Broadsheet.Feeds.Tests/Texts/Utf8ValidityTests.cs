using System.Text;
using System.Text.Unicode;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Tests.Texts;

public sealed class Utf8ValidityTests
{
    private const string Sample = "harbour Küste Łódź море 港の船 😀 ferry \u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF ";

    // Everything that can be wrong: overlong forms, surrogates, beyond the last character, cut short, continuations alone.
    private static readonly byte[][] Faults =
    [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0xA4, 0xA4],
    ];

    [Fact]
    public void IsWhatTheRuntimeSaysWhereverAFaultStands()
    {
        for (var length = 0; length < 200; length += 7)
        {
            var before = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sample, 3)))[..length];
            for (var after = 0; after < 80; after += 3)
            {
                foreach (var fault in Faults)
                {
                    byte[] text = [.. before, .. fault, .. Encoding.UTF8.GetBytes(Sample)[..after]];
                    Assert.Equal(Utf8.IsValid(text), Utf8Validity.IsValid(text));
                    byte[] plain = [.. new byte[length], .. fault, .. new byte[after]];
                    Assert.Equal(Utf8.IsValid(plain), Utf8Validity.IsValid(plain));
                }
            }
        }
    }

    [Fact]
    public void EveryCharacterIsValidInEveryPlace()
    {
        for (var code = 0; code <= 0x10FFFF; code += code is >= 0x700 and < 0x110000 - 3000 ? 251 : 1)
        {
            if (!Rune.IsValid(code))
                continue;
            var text = Encoding.UTF8.GetBytes(new string('a', 60 + (code % 17)) + char.ConvertFromUtf32(code) + new string('z', 70));
            Assert.True(Utf8Validity.IsValid(text));
        }
    }

    [Fact]
    public void BytesByChanceAreWhatTheRuntimeSays()
    {
        var random = new Random(7);
        var valid = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sample, 4)));
        for (var round = 0; round < 20_000; round++)
        {
            var text = valid.AsSpan(random.Next(8), random.Next(64, valid.Length - 8)).ToArray();
            if (round % 3 > 0)
                text[random.Next(text.Length)] = (byte)random.Next(256);
            Assert.Equal(Utf8.IsValid(text), Utf8Validity.IsValid(text));
        }
    }
}
