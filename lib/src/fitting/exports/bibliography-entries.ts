/**
 * The entries of the bibliography that {@link bibliographyOf} may give, as they stand in `docs/references.bib`; a test
 * holds the two together.
 */
export const bibliographyEntries: Readonly<Record<string, string>> = {
  Borovicka2007:
    "@article{Borovicka2007, author = {Borovi{\\v c}ka, J. and Spurn{\\'y}, P. and Koten, P.}, title = {Atmospheric deceleration and light curves of Draconid meteors and implications for the structure of cometary dust}, journal = {Astronomy and Astrophysics}, year = {2007}, volume = {473}, pages = {661--672}, doi = {10.1051/0004-6361:20078131}}",
  Feroz2009:
    "@article{Feroz2009, author = {Feroz, F. and Hobson, M. P. and Bridges, M.}, title = {MultiNest: an efficient and robust Bayesian inference tool for cosmology and particle physics}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2009}, volume = {398}, pages = {1601--1614}, doi = {10.1111/j.1365-2966.2009.14548.x}}",
  Fowlie2020:
    "@article{Fowlie2020, author = {Fowlie, A. and Handley, W. and Su, L.}, title = {Nested sampling cross-checks using order statistics}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2020}, volume = {497}, pages = {5256--5263}, doi = {10.1093/mnras/staa2345}}",
  Fowlie2021:
    "@article{Fowlie2021, author = {Fowlie, A. and Handley, W. and Su, L.}, title = {Nested sampling with plateaus}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2021}, volume = {503}, pages = {1199--1205}, doi = {10.1093/mnras/stab590}}",
  Handley2015:
    "@article{Handley2015, author = {Handley, W. J. and Hobson, M. P. and Lasenby, A. N.}, title = {POLYCHORD: next-generation nested sampling}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2015}, volume = {453}, pages = {4384--4398}, doi = {10.1093/mnras/stv1911}}",
  Higson2019:
    "@article{Higson2019, author = {Higson, E. and Handley, W. and Hobson, M. and Lasenby, A.}, title = {Dynamic nested sampling: an improved algorithm for parameter estimation and evidence calculation}, journal = {Statistics and Computing}, year = {2019}, volume = {29}, pages = {891--913}, doi = {10.1007/s11222-018-9844-0}}",
  Lange2023:
    "@article{Lange2023, author = {Lange, J. U.}, title = {nautilus: boosting {Bayesian} importance nested sampling with deep learning}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2023}, volume = {525}, pages = {3181--3194}, doi = {10.1093/mnras/stad2441}}",
  Neal2003:
    "@article{Neal2003, author = {Neal, R. M.}, title = {Slice sampling}, journal = {The Annals of Statistics}, year = {2003}, volume = {31}, pages = {705--767}, doi = {10.1214/aos/1056562461}}",
  Picone2002:
    "@article{Picone2002, author = {Picone, J. M. and Hedin, A. E. and Drob, D. P. and Aikin, A. C.}, title = {NRLMSISE-00 empirical model of the atmosphere: statistical comparisons and scientific issues}, journal = {Journal of Geophysical Research: Space Physics}, year = {2002}, volume = {107}, number = {A12}, pages = {1468}, doi = {10.1029/2002JA009430}}",
  Skilling2006:
    "@article{Skilling2006, author = {Skilling, J.}, title = {Nested sampling for general Bayesian computation}, journal = {Bayesian Analysis}, year = {2006}, volume = {1}, pages = {833--859}, doi = {10.1214/06-BA127}}",
  Speagle2020:
    "@article{Speagle2020, author = {Speagle, J. S.}, title = {dynesty: a dynamic nested sampling package for estimating Bayesian posteriors and evidences}, journal = {Monthly Notices of the Royal Astronomical Society}, year = {2020}, volume = {493}, pages = {3132--3158}, doi = {10.1093/mnras/staa278}}",
  Vehtari2024:
    "@article{Vehtari2024, author = {Vehtari, A. and Simpson, D. and Gelman, A. and Yao, Y. and Gabry, J.}, title = {{Pareto} smoothed importance sampling}, journal = {Journal of Machine Learning Research}, year = {2024}, volume = {25}, number = {72}, pages = {1--58}}",
  Vida2023:
    "@article{Vida2023, author = {Vida, D. and others}, title = {Direct measurement of decimetre-sized rocky material in the Oort cloud}, journal = {Nature Astronomy}, year = {2023}, volume = {7}, pages = {318--329}, doi = {10.1038/s41550-022-01844-3}}",
  Vida2024:
    "@article{Vida2024, author = {Vida, D. and others}, title = {First holistic modelling of meteoroid ablation and fragmentation: a case study of the Orionids recorded by the Canadian Automated Meteor Observatory}, journal = {Icarus}, year = {2024}, volume = {408}, pages = {115842}, doi = {10.1016/j.icarus.2023.115842}}",
};
