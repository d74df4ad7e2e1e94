using SkiaSharp;

namespace Rapport.Pictures;

/// <summary>
/// Reads a picture and draws it anew, in two sizes. Who sends the file is not known, and decoders have had flaws: this runs in a process of
/// its own (<see cref="PictureProcess"/>), and nowhere else.
/// </summary>
internal static class PictureDrawer
{
    /// <summary>Twice the size on a list, so that it is sharp on a telephone.</summary>
    public const int SmallFace = 192;

    /// <summary>Three times the size on a page.</summary>
    public const int LargeFace = 384;

    /// <summary>Height of a logo in the head of pages, twice.</summary>
    public const int SmallLogo = 88;

    /// <summary>Height of a logo on a page of its own, twice.</summary>
    public const int LargeLogo = 240;

    /// <summary>How much wider than high a logo may be; a longer one is made lower.</summary>
    private const int WidestLogo = 4;

    /// <summary>Of 100: fewer bytes than the eye notices.</summary>
    private const int Quality = 82;

    /// <summary>Of what is cut off a high picture, this part is cut off above: faces are seldom in the middle.</summary>
    private const float Above = .3f;

    public static Redrawn Draw(byte[] file, PictureShape shape)
    {
        if (file.Length > PictureLimits.MostBytes)
        {
            return new Redrawn(null, PictureProblem.TooLarge);
        }
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
        {
            return new Redrawn(null, PictureProblem.NotRead);
        }
        // What the file says of itself is asked before anything is unpacked.
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > PictureLimits.MostPoints)
        {
            return new Redrawn(null, PictureProblem.TooManyPoints);
        }
        if (shape == PictureShape.Square && Math.Min(width, height) < PictureLimits.FewestPoints)
        {
            return new Redrawn(null, PictureProblem.TooSmall);
        }
        using var colours = SKColorSpace.CreateSrgb();
        using var points = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, colours));
        if (codec.GetPixels(points.Info, points.GetPixels()) != SKCodecResult.Success)
        {
            return new Redrawn(null, PictureProblem.Damaged);
        }
        using var image = SKImage.FromBitmap(points);
        var upright = new Upright(width, height, codec.EncodedOrigin);
        return new Redrawn(
            shape == PictureShape.Square
                ? new Picture(Face(image, upright, SmallFace), Face(image, upright, LargeFace))
                : new Picture(Logo(image, upright, SmallLogo), Logo(image, upright, LargeLogo)),
            PictureProblem.None);
    }

    private static byte[] Face(SKImage image, Upright upright, int size)
    {
        var side = Math.Min(upright.Width, upright.Height);
        return Drawn(image, upright, size, size, (float)size / side, (upright.Width - side) / 2f, (upright.Height - side) * Above, SKColors.White, SKEncodedImageFormat.Jpeg);
    }

    private static byte[] Logo(SKImage image, Upright upright, int high)
    {
        // A small one is not blown up.
        var scale = Math.Min(1, Math.Min((float)high / upright.Height, (float)high * WidestLogo / upright.Width));
        var (width, height) = (Math.Max(1, (int)Math.Round(upright.Width * scale)), Math.Max(1, (int)Math.Round(upright.Height * scale)));
        return Drawn(image, upright, width, height, scale, 0, 0, SKColors.Transparent, SKEncodedImageFormat.Png);
    }

    private static byte[] Drawn(SKImage image, Upright upright, int width, int height, float scale, float left, float top, SKColor ground, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(ground);
        canvas.Scale(scale);
        canvas.Translate(-left, -top);
        canvas.Concat(upright.Turn);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(format, Quality);
        return encoded.ToArray();
    }

    /// <summary>How a picture lies as its camera was held (Exif 2.3, orientation 1 to 8).</summary>
    private sealed class Upright(int width, int height, SKEncodedOrigin origin)
    {
        public int Width { get; } = (int)origin >= 5 ? height : width;

        public int Height { get; } = (int)origin >= 5 ? width : height;

        /// <summary>From where a point lies in the file to where it lies upright.</summary>
        public SKMatrix Turn { get; } = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
    }
}
