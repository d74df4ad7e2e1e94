namespace Rapport.Pictures;

/// <summary>A picture that was drawn anew: nothing of the file that was sent is in it but its points.</summary>
/// <param name="Small">For lists.</param>
/// <param name="Large">For a page.</param>
internal sealed record Picture(byte[] Small, byte[] Large);

/// <summary>Why nothing was made of a file. The numbers go from one process to another: none is ever used for something else.</summary>
internal enum PictureProblem
{
    None = 0,

    /// <summary>No JPEG, PNG or WebP.</summary>
    NotRead = 1,

    /// <summary>Bytes.</summary>
    TooLarge = 2,

    /// <summary>Width by height.</summary>
    TooManyPoints = 3,

    /// <summary>Points of the shorter side.</summary>
    TooSmall = 4,

    /// <summary>It begins as a picture, and does not end as one; or it takes longer, or more memory, than any may.</summary>
    Damaged = 5,

    /// <summary>Others are being drawn, and it did not get its turn.</summary>
    Busy = 6,
}

/// <summary>What came of a file.</summary>
/// <param name="Picture">Null where there was a problem.</param>
/// <param name="Problem">What it was.</param>
internal sealed record Redrawn(Picture? Picture, PictureProblem Problem);
