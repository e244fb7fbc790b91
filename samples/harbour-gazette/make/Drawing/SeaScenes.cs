using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>Open water, what floats on it and what lives in it.</summary>
internal static class SeaScenes
{
    private static readonly string[] Hulls = ["2A6F97", "B23A48", "2F6B4F", "D98E04", "3D405B"];

    public static void Storm(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(360);
        for (var i = 0; i < 70; i++)
        {
            var (x, y) = (easel.Dice.Between(-40, 1240), easel.Dice.Between(0, 400));
            easel.Rule(x, y, x - 14, y + 46, c.Foam, 1.6f);
        }
        easel.Terrace(640, 1260, 420, 120);
        easel.Quay(600, 1240, 420, 255);
        easel.Swell(430, 46, 260, Palette.Colour(c.SeaFar));
        // A wave stands against the wall and breaks over it.
        easel.Shape("M-420 300 C-300 300 -180 170 -60 60 C-20 20 60 -30 120 -20 C60 10 52 60 84 80 C40 80 30 130 60 180 L90 320 Z", c.SeaNear, 520, 330);
        easel.Shape("M-60 60 C-20 20 60 -30 120 -20 C60 10 52 60 84 80 C50 62 10 70 -20 100 C-30 84 -46 76 -60 60 Z", c.Foam, 520, 330);
        for (var i = 0; i < 44; i++)
            easel.Disc(easel.Dice.Between(540, 860), easel.Dice.Between(170, 440), easel.Dice.Between(3, 13), c.Foam, (byte)easel.Dice.Between(110, 230));
        easel.Swell(520, 58, 330, Easel.Blend(Palette.Colour(c.SeaFar), Palette.Colour(c.SeaNear), 0.6f));
        easel.Swell(600, 44, 280, Palette.Colour(c.SeaNear));
    }

    public static void Lifeboat(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(300);
        easel.Sea(300, 2.4f);
        easel.Canvas.Save();
        easel.Canvas.RotateDegrees(-6, 850, 400);
        easel.Trawler(860, 400, 1.15f, easel.Dice.Pick(Hulls));
        easel.Canvas.Restore();
        easel.Stroke("M470 440 Q620 500 730 420", c.Foam, 4);
        easel.Canvas.Save();
        easel.Canvas.RotateDegrees(5, 360, 470);
        easel.Lifeboat(360, 470, 1.75f);
        easel.Canvas.Restore();
        easel.Swell(540, 50, 300, Easel.Blend(Palette.Colour(c.SeaFar), Palette.Colour(c.SeaNear), 0.7f));
        easel.Swell(610, 36, 240, Palette.Colour(c.SeaNear));
        for (var i = 0; i < 24; i++)
            easel.Disc(easel.Dice.Between(170, 330), easel.Dice.Between(440, 540), easel.Dice.Between(3, 10), c.Foam, 190);
    }

    public static void Whale(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(330);
        easel.Hills(332, 90, c.LandFar);
        easel.Sea(330);
        easel.Shape("M0 0 C-12 -60 -16 -100 -30 -130 C-80 -160 -150 -160 -210 -214 C-140 -224 -60 -214 0 -176 C60 -214 140 -224 210 -214 C150 -160 80 -160 30 -130 C16 -100 12 -60 0 0 Z", c.Ink, 620, 500, 1.25f);
        easel.Shape("M-24 -140 C-80 -168 -130 -172 -176 -202 C-120 -200 -60 -196 -8 -166 Z M40 -146 C80 -166 126 -176 160 -196 C116 -198 62 -194 12 -166 Z", c.SeaNear, 620, 500, 1.25f);
        easel.Oval(620, 506, 150, 22, c.Foam, 200);
        for (var i = 0; i < 26; i++)
            easel.Disc(620 + easel.Dice.Between(-170, 170), 500 - easel.Dice.Between(0, 90), easel.Dice.Between(3, 10), c.Foam, 210);
        easel.Swell(530, 22, 210, Easel.Blend(Palette.Colour(c.SeaFar), Palette.Colour(c.SeaNear), 0.75f));
        easel.Swell(600, 18, 170, Palette.Colour(c.SeaNear));
        easel.Sailboat(240, 390, 0.5f, c.Accent);
        easel.Gull(930, 150, 0.5f, c.Foam);
        easel.Gull(1010, 200, 0.35f, c.Foam);
    }

    public static void Seagrass(Easel easel)
    {
        var water = new[] { "5CC2C0", "2F97A6", "146C86" };
        for (var i = 0; i < 9; i++)
            easel.Box(0, i * 75, Easel.Width, 76, Hex(Easel.Blend(Palette.Colour(water[0]), Palette.Colour(water[2]), i / 8f)));
        for (var ray = 0; ray < 5; ray++)
        {
            var x = easel.Dice.Between(80, 1050);
            using var path = SKPath.ParseSvgPathData($"M{x} 0 l70 0 l-150 675 l-150 0 Z");
            using var paint = new SKPaint { Color = SKColors.White.WithAlpha(26), IsAntialias = true };
            easel.Canvas.DrawPath(path, paint);
        }
        easel.Shape("M0 600 Q300 560 620 596 Q900 626 1200 580 L1200 675 L0 675 Z", "E0CFA0");
        string[] greens = ["1F7A4D", "2E9E63", "57B86F", "176047"];
        for (var i = 0; i < 130; i++)
        {
            var (x, height, lean) = (easel.Dice.Between(-10, 1210), easel.Dice.Between(110, 290), easel.Dice.Between(-60, 70));
            var foot = easel.Dice.Between(590, 670);
            easel.Stroke($"M{x} {foot} Q{x + (lean * 0.1f)} {foot - (height * 0.6f)} {x + lean} {foot - height}", easel.Dice.Pick(greens), easel.Dice.Between(6, 13));
        }
        for (var i = 0; i < 9; i++)
            Fish(easel, easel.Dice.Between(80, 1120), easel.Dice.Between(150, 470), easel.Dice.Between(0.5f, 1.1f), easel.Dice.Pick(["F4A259", "F6E7CB", "E76F51"]));
        for (var i = 0; i < 16; i++)
            easel.Disc(easel.Dice.Between(0, 1200), easel.Dice.Between(40, 500), easel.Dice.Between(3, 9), "FFFFFF", 90);
    }

    public static void Scallop(Easel easel)
    {
        easel.Box(0, 0, Easel.Width, Easel.Height, easel.Dice.Pick(["1E5F74", "274C77", "3A6B6B", "5B4B6E"]));
        for (var i = 0; i < 8; i++)
            easel.Swell(110 + (i * 80), 24, 150 + (i * 8), Palette.Colour("FFFFFF").WithAlpha(14));
        easel.Shape("M150 470 H1050 L980 650 H220 Z", "B98B56");
        for (var x = 190; x < 1010; x += 92)
            easel.Rule(x, 474, 220 + ((x - 190) * 0.92f), 646, "8F6638", 5);
        easel.Box(130, 452, 940, 34, "D2A76C", 8);
        foreach (var (x, y, size) in new[] { (330f, 440f, 0.85f), (620f, 400f, 1.3f), (900f, 440f, 0.9f), (470f, 450f, 0.6f), (770f, 456f, 0.6f) })
            Shell(easel, x, y, size, easel.Dice.Pick(["E98A6D", "F2B391", "D96C5F", "F0D2B6"]));
    }

    public static void Gig(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(290);
        easel.Hills(292, 130, c.LandFar);
        easel.Sea(290);
        var y = 460f;
        for (var rower = 0; rower < 6; rower++)
        {
            var x = 330 + (rower * 92);
            easel.Stroke($"M{x + 6} {y - 46} L{x - 120} {y + 66}", "E8D9B0", 7);
            easel.Shape("M-14 0 l44 10 l-10 18 l-46 -14 Z", c.Accent, x - 126, y + 62);
            easel.Shape("M-24 0 Q-30 -70 0 -76 Q30 -66 24 0 Z", rower % 2 == 0 ? c.Accent : "F4F1DE", x, y - 8);
            easel.Disc(x - 6, y - 98, 17, easel.Dice.Pick(["F1C9A5", "C68E63", "8D5A3C"]));
            easel.Shape("M-18 -2 Q-14 -24 4 -20 Q18 -14 14 -2 Z", c.Ink, x - 6, y - 98);
        }
        easel.Shape("M-20 -46 Q-30 -116 0 -120 Q26 -112 20 -46 Z", "2A9D8F", 930, y + 26);
        easel.Disc(930, y - 110, 18, "F1C9A5");
        easel.Shape("M-400 -30 C-280 0 280 0 430 -48 C400 30 330 46 280 48 L-270 48 C-330 40 -380 10 -400 -30 Z", easel.Dice.Pick(Hulls), 610, y);
        easel.Shape("M-400 -30 C-280 0 280 0 430 -48 L424 -34 C280 16 -280 16 -394 -16 Z", "F4F1DE", 610, y);
        easel.Oval(610, y + 52, 400, 12, c.Foam, 140);
        easel.Swell(590, 20, 190, Palette.Colour(c.SeaNear));
    }

    public static void Dredger(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(330);
        easel.Hills(332, 70, c.LandFar);
        easel.Sea(330);
        // The sand leaves in an arc, which the trade calls rainbowing.
        easel.Stroke("M790 350 C870 190 1010 200 1090 440", "D9B36C", 26);
        easel.Stroke("M790 346 C880 160 1050 170 1140 440", "E6C88B", 14);
        easel.Shape("M960 470 Q1060 420 1240 440 L1240 520 L960 520 Z", "E0C58F");
        easel.Shape("M-320 -60 L330 -60 L360 -90 L300 40 L-290 40 Z", "C8553D", 500, 440);
        easel.Shape("M-305 6 L330 6 L300 40 L-290 40 Z", c.Ink, 500, 440);
        easel.Shape("M-290 -60 V-190 H-150 V-60 Z M-290 -200 h150 v12 h-150 Z", c.Wall, 500, 440);
        for (var i = 0; i < 6; i++)
            easel.Box(222 + (i % 3 * 42), 262 + (i / 3 * 50), 26, 24, c.Ink, 3);
        easel.Shape("M-90 -60 h240 v-40 h-240 Z", "E0C58F", 500, 440);
        easel.Stroke("M-60 -100 V-190 M160 -100 V-210 M-60 -190 L160 -100 M160 -210 L290 -110", c.Accent, 10, 500, 440);
        easel.Swell(520, 18, 180, Easel.Blend(Palette.Colour(c.SeaFar), Palette.Colour(c.SeaNear), 0.6f));
        easel.Swell(600, 18, 200, Palette.Colour(c.SeaNear));
    }

    public static void Cruise(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(360);
        easel.Hills(362, 120, c.LandFar);
        easel.Sea(360);
        easel.Liner(600, 470, 1.25f, easel.Dice.Pick(["16386B", "F7F3EA", "22313A"]), 5);
        easel.Trawler(180, 560, 0.45f, easel.Dice.Pick(Hulls));
        easel.Swell(600, 16, 180, Palette.Colour(c.SeaNear));
        easel.Gull(1000, 110, 0.5f, c.Foam);
    }

    public static void Boats(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(320);
        easel.Hills(322, 110, c.LandFar);
        easel.Sea(320);
        easel.Sailboat(250, 400, 0.9f, c.Accent);
        easel.Sailboat(880, 390, 0.7f, "F4F1DE");
        easel.Trawler(600, 510, 1.5f, easel.Dice.Pick(Hulls));
        easel.Swell(590, 18, 210, Palette.Colour(c.SeaNear));
        for (var i = 0; i < 4; i++)
            easel.Gull(easel.Dice.Between(200, 1000), easel.Dice.Between(90, 250), easel.Dice.Between(0.25f, 0.5f), c.Foam);
    }

    public static void Lighthouse(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(430);
        easel.Sea(430);
        if (c == Palette.Dusk)
            easel.Shape("M0 0 L-900 -140 L-900 40 Z M0 0 L700 -120 L700 30 Z", "70FFE9A8", 730, 195);
        easel.Lighthouse(730, 520, 1.05f, banded: true);
        easel.Shape("M430 675 C480 560 600 505 740 500 C900 505 1000 540 1240 560 L1240 675 Z", c.LandNear);
        easel.House(860, 520, 110, 66, c.Wall, c.Roof);
        easel.Stroke("M470 640 C560 560 640 540 720 516", c.Wall, 8);
        easel.Sailboat(230, 480, 0.6f, c.Accent);
        easel.Gull(390, 180, 0.5f, c.Foam);
        easel.Gull(470, 230, 0.32f, c.Foam);
    }

    public static void Beach(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(300);
        easel.Sea(300);
        easel.Shape("M0 470 Q320 430 640 486 Q940 530 1200 480 L1200 675 L0 675 Z", "EBD5A3");
        easel.Stroke("M0 470 Q320 430 640 486 Q940 530 1200 480", c.Foam, 12);
        string[] huts = ["E76F51", "F4F1DE", "2A9D8F", "E9C46A", "3D5A80"];
        for (var i = 0; i < 5; i++)
            easel.House(90 + (i * 104), 560, 84, 84, huts[(i + easel.Dice.Below(5)) % 5], huts[(i + 2) % 5]);
        easel.Crowd(680, 1120, 610, 0.85f);
        easel.Gull(880, 160, 0.45f, c.Foam);
    }

    public static void Cable(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(250);
        easel.Sea(250, 0.8f);
        easel.Box(280, 214, 360, 44, "C8553D", 8);
        easel.Shape("M-220 0 L240 0 L264 -22 L214 50 L-190 50 Z", c.Ink, 470, 250);
        easel.Shape("M-180 0 V-96 H-80 V0 Z", c.Wall, 470, 250);
        easel.Disc(590, 212, 50, c.Accent);
        easel.Disc(590, 212, 22, c.Ink);
        easel.Shape("M0 430 Q400 400 760 470 Q1000 520 1240 500 L1240 675 L0 675 Z", "E4CF9C");
        for (var i = 0; i < 3; i++)
            easel.Stroke("M620 250 C720 330 560 400 700 470 C820 530 860 560 900 690", i == 0 ? c.Ink : i == 1 ? c.Accent : c.Light, 22 - (i * 8));
        foreach (var x in new[] { 380f, 470f, 990f, 1080f })
            easel.Person(x, 590, 1.1f, "F28C28");
    }

    private static void Fish(Easel easel, float x, float y, float scale, string colour)
    {
        easel.Shape("M-40 0 C-20 -26 24 -26 46 0 C24 26 -20 26 -40 0 Z M-36 0 L-66 -20 L-60 0 L-66 20 Z", colour, x, y, scale, easel.Dice.Coin());
        easel.Disc(x, y - (5 * scale), 4 * scale, "12304A");
    }

    private static void Shell(Easel easel, float x, float y, float scale, string colour)
    {
        easel.Shape("M0 90 C-30 84 -34 74 -36 62 L-60 74 L-56 46 C-120 10 -130 -60 -90 -96 C-60 -122 60 -122 90 -96 C130 -60 120 10 56 46 L60 74 L36 62 C34 74 30 84 0 90 Z", colour, x, y, scale);
        for (var rib = -4; rib <= 4; rib++)
            easel.Stroke($"M{rib * 5} 70 Q{rib * 22} 0 {rib * 22} {-98 + Math.Abs(rib * 5)}", "FFFFFF", 4, x, y, scale);
        easel.Stroke("M-86 -30 Q0 -76 86 -30 M-74 6 Q0 -34 74 6", "8C3F33", 3, x, y, scale);
    }

    private static string Hex(SKColor colour) => $"{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";
}
