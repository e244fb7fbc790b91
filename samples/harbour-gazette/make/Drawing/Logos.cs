using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>The outlets' marks, 512 by 512. Letters are drawn as strokes, so that no machine's fonts matter.</summary>
internal static class Logos
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['B'] = "M0 100 V0 H38 A25 25 0 0 1 38 50 H0 M38 50 A25 25 0 0 1 38 100 H0",
        ['C'] = "M66 20 A40 50 0 1 0 66 80",
        ['E'] = "M62 0 H0 V100 H62 M0 50 H50",
        ['H'] = "M0 0 V100 M66 0 V100 M0 50 H66",
        ['K'] = "M0 0 V100 M62 0 L0 58 M22 40 L66 100",
        ['M'] = "M0 100 V0 L42 62 L84 0 V100",
        ['S'] = "M60 16 C44 -6 2 -4 2 26 C2 56 64 42 64 74 C64 104 16 108 0 82",
        ['W'] = "M0 0 L24 100 L50 28 L76 100 L100 0",
    };

    public static byte[] Draw(string outlet, string ink, string paper)
    {
        using var surface = SKSurface.Create(new SKImageInfo(512, 512, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var easel = new Easel(surface.Canvas, Palette.Morning, new Dice(outlet));
        easel.Box(0, 0, 512, 512, paper);
        Mark(easel, outlet, ink, paper);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Mark(Easel easel, string outlet, string ink, string paper)
    {
        switch (outlet)
        {
            case "chronicle":
                easel.Box(0, 0, 512, 512, ink);
                easel.Box(36, 36, 440, 440, paper);
                easel.Box(52, 52, 408, 408, ink);
                Write(easel, 'K', paper, 108, 150, 2.1f, 40);
                Write(easel, 'C', paper, 282, 150, 2.1f, 40);
                break;
            case "kelfm":
                easel.Box(0, 0, 512, 512, ink);
                Write(easel, 'K', "FFFFFF", 112, 156, 2, 44);
                easel.Stroke("M290 190 A100 100 0 0 1 290 322 M340 140 A170 170 0 0 1 340 372 M392 92 A240 240 0 0 1 392 420", "FFFFFF", 30);
                break;
            case "council":
                easel.Shape("M96 70 H416 V270 Q416 400 256 456 Q96 400 96 270 Z", ink);
                easel.Disc(256, 150, 30, paper);
                easel.Disc(256, 150, 14, ink);
                easel.Stroke("M256 180 V370 M196 220 H316 M150 290 Q160 376 256 384 Q352 376 362 290 M150 290 L138 326 M150 290 L186 312 M362 290 L374 326 M362 290 L326 312", paper, 22);
                break;
            case "port":
                easel.Box(0, 0, 512, 512, ink);
                easel.Stroke("M150 400 V150 H380 M150 190 L200 150 M120 400 H190 M350 150 V250", paper, 30);
                easel.Box(318, 250, 64, 60, paper);
                easel.Stroke("M60 448 q49 -34 98 0 t98 0 t98 0 t98 0", "FFFFFF", 22);
                break;
            case "business":
                easel.Box(0, 0, 512, 512, ink);
                Write(easel, 'W', paper, 106, 110, 3, 34);
                easel.Box(106, 440, 300, 18, paper);
                break;
            case "institute":
                easel.Disc(256, 256, 210, ink);
                easel.Stroke("M90 220 q42 -60 84 0 t84 0 t84 0 t84 0 M90 300 q42 -60 84 0 t84 0 t84 0 t84 0 M130 380 q32 -46 63 0 t63 0 t63 0 t63 0", paper, 26);
                easel.Disc(256, 130, 30, paper);
                break;
            case "harbourend":
                easel.Box(0, 0, 512, 512, ink);
                easel.Disc(256, 256, 180, "FFFFFF");
                easel.Shape("M256 190 L318 236 L294 310 H218 L194 236 Z", ink);
                easel.Stroke("M256 190 V78 M318 236 L424 200 M294 310 L360 400 M218 310 L152 400 M194 236 L88 200", ink, 18);
                easel.Stroke("M40 470 H472", paper, 26);
                break;
            case "mercury":
                easel.Box(0, 0, 512, 512, ink);
                Write(easel, 'M', paper, 130, 150, 3, 46);
                easel.Stroke("M70 110 L180 70 M70 150 L150 122", "F4C95D", 20);
                break;
            case "coastline":
                easel.Box(0, 0, 512, 512, ink);
                easel.Shape("M0 330 L130 180 L220 280 L330 130 L512 340 V512 H0 Z", "FFFFFF");
                easel.Shape("M0 400 q64 -50 128 0 t128 0 t128 0 t128 0 V512 H0 Z", paper);
                easel.Disc(400, 110, 48, paper);
                break;
            case "slipway":
                easel.Disc(256, 256, 226, ink);
                Write(easel, 'S', paper, 176, 120, 2.6f, 52);
                break;
            default:
                easel.Box(0, 0, 512, 512, ink);
                easel.Shape("M40 256 Q256 40 472 256 Q256 472 40 256 Z", "FFFFFF");
                easel.Disc(256, 256, 96, paper);
                easel.Disc(256, 256, 44, ink);
                easel.Disc(290, 222, 18, "FFFFFF");
                break;
        }
    }

    private static void Write(Easel easel, char letter, string colour, float x, float y, float scale, float width) =>
        easel.Stroke(Letters[letter], colour, width / scale, x, y, scale);
}
