namespace Rapport.Pictures;

/// <summary>A picture that came in a form.</summary>
internal static class SentPicture
{
    /// <summary>Its bytes, no more than one above what may be kept; null where no file was sent.</summary>
    public static async Task<byte[]?> Read(IFormCollection form, string input, CancellationToken stop)
    {
        if (form.Files[input] is not { Length: > 0 } file)
        {
            return null;
        }
        var bytes = new byte[Math.Min(file.Length, PictureLimits.MostBytes + 1)];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
